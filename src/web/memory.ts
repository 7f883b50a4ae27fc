/** What this reader prefers, kept by the browser; a browser that keeps nothing is no error. */

export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`relazione.${key}`);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`relazione.${key}`, value);
  } catch {
    // private windows may refuse; the choice then lasts as long as the page
  }
}
