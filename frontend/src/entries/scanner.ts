/** The scanner of boxes `<div data-scanner>`, and the line of what waits on this device `<div data-scan-outbox data-account="7">`. */
import { Outbox } from "../scanner/outbox";
import { Scanner } from "../scanner/screen";
import { UnsentScans } from "../scanner/unsent";

const root = document.querySelector<HTMLElement>("[data-scanner]");
const line = document.querySelector<HTMLElement>("[data-scan-outbox]");
const account = root?.dataset.account ?? line?.dataset.account ?? "";
const outbox = new Outbox(account);
if (line) new UnsentScans(line, outbox);
if (root) new Scanner(root, outbox).start();
else if (line) void outbox.drain();
