/** Follows the server's events: each change of the balance asks the page's parts to fetch themselves anew, a pulse moves the time shown. */
export function listenLive(htmx) {
  const address = document.querySelector("[data-live]")?.dataset.live;
  if (!address) {
    return;
  }
  let state = "still";
  let asOf = null;
  const show = () => {
    for (const line of document.querySelectorAll(".live")) {
      line.dataset.state = state;
      line.querySelector("[data-live-word]").textContent = state === "live" ? ", live" : state === "lost" ? ", connecting again …" : "";
      const time = line.querySelector("time");
      if (asOf && time) {
        time.textContent = asOf;
      }
    }
  };
  const events = new EventSource(address);
  events.addEventListener("open", () => {
    state = "live";
    show();
  });
  events.addEventListener("error", () => {
    state = "lost";
    show();
  });
  events.addEventListener("pulse", (event) => {
    state = "live";
    asOf = event.data;
    show();
  });
  events.addEventListener("balance", () => htmx.trigger(document.body, "balance"));
  document.body.addEventListener("htmx:afterSettle", () => {
    asOf = null;
    show();
  });
  window.addEventListener("pagehide", () => events.close());
}
