/** What went wrong with the whole form; read out when it appears. */
export const FormError = ({ message }: { message: string | undefined }) =>
  message ? (
    <p
      role="alert"
      className="rounded-md border border-critical/40 bg-critical/10 px-3 py-2 text-sm text-text"
    >
      {message}
    </p>
  ) : null;
