import "./tokens.css";
import "./base.css";
import "./parts.css";
import "./tables.css";
import "./forms.css";
import htmx from "htmx.org";
import { listenLive } from "./live.js";
import { closeMenuOnLeave, guardForms } from "./controls.js";

// The content security policy allows neither inline styles nor evaluated text; nothing of an account is kept in the browser's storage.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.historyEnabled = false;
htmx.config.historyCacheSize = 0;

// Each part of a page is of the account that the page was drawn for, whoever has signed in elsewhere since.
document.body.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["Credits-Account"] = document.body.dataset.account ?? "";
});

listenLive(htmx);
closeMenuOnLeave();
guardForms();

const chart = document.querySelector("[data-chart]");
if (chart) {
  import("./chart.js").then((module) => module.draw(chart));
}
