const REST_MS = 400;
const AGAIN_MS = 5000;
const WORDS = { still: "", live: ", live", late: ", newer usage is still being counted", lost: ", connecting again …" };

/**
 * Follows the server's events: each change of the balance asks the page's parts to fetch themselves anew, a pulse moves the time shown. A
 * stream that was refused is asked for again; if the session is over, the parts lead to the sign-in.
 */
export function listenLive(htmx) {
  const live = document.querySelector("[data-live]");
  if (!live) {
    return;
  }
  const address = live.dataset.live;
  let shown = live.dataset.seq;
  let state = document.querySelector(".live")?.dataset.state ?? "still";
  let asOf = null;
  const show = () => {
    for (const line of document.querySelectorAll(".live")) {
      const time = line.querySelector("time");
      if (!time) {
        continue; // nothing is known yet, neither fresh nor late
      }
      line.dataset.state = state;
      line.querySelector("[data-live-word]").textContent = WORDS[state];
      if (asOf) {
        time.textContent = asOf;
      }
    }
  };
  const become = (next) => {
    state = next;
    show();
  };
  const fetchAnew = sparingly(() => htmx.trigger(document.body, "balance"));
  let events;
  const listen = () => {
    events = new EventSource(address);
    events.addEventListener("open", () => become(state === "late" ? "late" : "live"));
    events.addEventListener("error", () => {
      become("lost");
      if (events.readyState === EventSource.CLOSED) {
        setTimeout(() => {
          fetchAnew();
          listen();
        }, AGAIN_MS);
      }
    });
    for (const [kind, next] of [["pulse", "live"], ["late", "late"]]) {
      events.addEventListener(kind, (event) => {
        asOf = event.data;
        become(next);
      });
    }
    events.addEventListener("balance", (event) => {
      if (event.data !== shown) {
        shown = event.data;
        fetchAnew();
      }
    });
  };
  listen();
  document.body.addEventListener("htmx:afterSettle", () => {
    asOf = null;
    show();
  });
  window.addEventListener("pagehide", () => events.close());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });
  spareWhatIsPressed(fetchAnew);
  keepDetailsOpen();
}

/** A button that is exchanged between press and release loses its click: parts that arrive meanwhile are left out and fetched afterwards. */
function spareWhatIsPressed(fetchAnew) {
  let pressed = false;
  let missed = false;
  document.addEventListener("pointerdown", () => (pressed = true), true);
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => setTimeout(release), true);
  }
  const release = () => {
    pressed = false;
    if (missed) {
      missed = false;
      fetchAnew();
    }
  };
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (pressed) {
      event.detail.shouldSwap = false;
      missed = true;
    }
  });
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
