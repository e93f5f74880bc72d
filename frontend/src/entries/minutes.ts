/** The screen of the minutes: typing while people talk. Without it the page shows one item and sends plain forms. */
import { Screen } from "../minutes/screen";

const root = document.querySelector<HTMLElement>("[data-minutes]");
if (root) void new Screen(root).start();
