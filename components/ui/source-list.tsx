/** Where a statement can be read up. Opens elsewhere, and the source learns nothing about where from. */
export const SourceList = ({ urls }: { urls: readonly string[] }) => (
  <ul className="text-sm">
    {urls.map((url) => (
      <li key={url}>
        <a
          href={url}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-6 items-center break-all text-accent-text hover:underline"
        >
          {url}
        </a>
      </li>
    ))}
  </ul>
);
