const root = (site: string): string => `onprem://${site.toLowerCase()}`;
/** The part of an address that names machine and port. */
const authority = (url: string): string => new URL(url).host;

export const machineKey = (site: string, host: string): string => `${root(site)}/machines/${host}`;
export const serverKey = (site: string, url: string): string => `${root(site)}/servers/${authority(url)}`;
export const modelKey = (site: string, url: string, name: string): string =>
  `${serverKey(site, url)}/models/${name}`;
export const bucketKey = (site: string, url: string, name: string): string =>
  `${serverKey(site, url)}/buckets/${name}`;

/** What people call a server: the product at the first word of its machine's name, or at its address. */
export function serverName(title: string, url: string): string {
  const { hostname, host } = new URL(url);
  const isName = /[a-z]/i.test(hostname) && !hostname.startsWith("[");
  return `${isName ? (hostname.split(".")[0] ?? hostname) : host} (${title})`;
}
