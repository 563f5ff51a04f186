const REST_MS = 400;

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
  const become = (next) => {
    state = next;
    show();
  };
  const events = new EventSource(address);
  events.addEventListener("open", () => become("live"));
  events.addEventListener("error", () => become("lost"));
  events.addEventListener("pulse", (event) => {
    asOf = event.data;
    become("live");
  });
  events.addEventListener("balance", sparingly(() => htmx.trigger(document.body, "balance")));
  document.body.addEventListener("htmx:afterSettle", () => {
    asOf = null;
    show();
  });
  window.addEventListener("pagehide", () => events.close());
  keepDetailsOpen();
}

/** At once, then at most every 400 ms; the last call is never lost, as htmx's own throttle would lose it. */
function sparingly(act) {
  let resting = false;
  let again = false;
  const run = () => {
    if (resting) {
      again = true;
      return;
    }
    act();
    resting = true;
    setTimeout(() => {
      resting = false;
      if (again) {
        again = false;
        run();
      }
    }, REST_MS);
  };
  return run;
}

/** What a person has unfolded stays so when its part is fetched anew. */
function keepDetailsOpen() {
  let open = [];
  document.body.addEventListener("htmx:beforeSwap", () => {
    open = [...document.querySelectorAll("details[id][open]")].map((details) => details.id);
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    for (const id of open) {
      document.getElementById(id)?.setAttribute("open", "");
    }
  });
}
