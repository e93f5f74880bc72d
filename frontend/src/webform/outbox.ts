/** Reports that wait on this device. */
import { shelf, type Kept } from "../kept";

export interface Waiting extends Kept {
  title: string;
  submit: string;
  xml: string;
  files: { name: string; file: Blob }[];
  fields: Record<string, string>;
  /** What the server said when it refused; empty while it has not been heard. */
  refusal: string;
}

export const { keep, forget, waiting } = shelf<Waiting>("siaga-laporan");
