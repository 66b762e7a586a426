/** What a link shows, and where it leads when that is something else. */
export const withLink = (shown: string, url: string): string => {
  if (shown === "" || url === "") return shown + url
  return bare(shown) === bare(url) ? shown : `${shown} (${url})`
}

const bare = (url: string): string =>
  url
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:|tel:)/, "")
    .replace(/\/$/, "")
