/** Runs before the first paint: puts the chosen theme on <html>. Without a choice, `color-scheme` follows the system. */
const script = `try{var t=localStorage.getItem("nacre.theme");if(t==="dark"||t==="light")document.documentElement.classList.add(t)}catch(e){}`;

export const ThemeScript = ({ nonce }: { nonce: string | undefined }) => (
  <script
    {...(nonce ? { nonce } : {})}
    dangerouslySetInnerHTML={{ __html: script }}
    suppressHydrationWarning
  />
);
