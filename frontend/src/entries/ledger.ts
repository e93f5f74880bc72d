/** Pages of the ledger: how before and after stand side by side, and how a checkpoint is read aloud. */
import "../styles/ledger.css";
