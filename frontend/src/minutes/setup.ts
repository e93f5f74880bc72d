/** What the page hands to the island: `data-setup` on the screen, as JSON. */
export interface State {
  state: string;
  versions: Record<string, number>;
  writing: Record<string, string[]>;
  stamp: string;
}

export interface Setup {
  meeting: number;
  account: number;
  words: Record<string, string>;
  state: State;
  urls: { state: string; typing: string; write: string; item: string };
}

/** What the server answers after a change: parts of the page by name, and for an item its notes and their version. */
export interface Told {
  parts: Record<string, string>;
  state: State;
  pokok?: number;
  notes?: string;
  version?: number;
  outcome?: "written" | "merged" | "conflict" | "unchanged";
  said?: string;
}

export function fill(words: string, values: Record<string, string>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
