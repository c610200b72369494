// When figures are drawn. Streamlit's part that draws them is huge: this comes in its place (page_shell.py) and fetches
// it once the page's choices are painted. A figure is drawn when its place is near the window; one further below waits
// until the browser has nothing else to do, so that whoever prints, searches or reads by ear has it too. Streamlit keeps
// its room.
const CHOICES = ".st-key-choices :is(label, button)";
const ENDED = "[data-testid=stApp][data-test-script-state=notRunning] [data-testid=stElementContainer]";

// milliseconds that a figure below the window waits at most, where the browser never rests
const LONGEST = 3000;

function whenFound(what) {
  return new Promise(function (come) {
    const watching = new MutationObserver(look);
    function look() {
      const found = document.querySelector(what);
      if (!found) return;
      watching.disconnect();
      come(found);
    }
    watching.observe(document, { childList: true, subtree: true, attributeFilter: ["data-test-script-state"] });
    look();
  });
}

function whenPainted() {
  return new Promise(function (come) {
    requestAnimationFrame(() => setTimeout(come));
  });
}

function whenNear(place) {
  const whenIdle = window.requestIdleCallback || setTimeout;
  return new Promise(function (come) {
    const nearness = new IntersectionObserver(
      function (seen) {
        nearness.disconnect();
        if (seen.at(-1).isIntersecting) come();
        else whenIdle(come, { timeout: LONGEST });
      },
      { root: place.closest("[data-testid=stMain]"), rootMargin: "50% 0px" }
    );
    nearness.observe(place);
  });
}

await whenFound(CHOICES + ", " + ENDED).then(whenPainted);
const drawing = await import(new URL(window.planledger.drawing[0], document.baseURI));
export const PlotlyChart = drawing.PlotlyChart;

// what of the page that is shown was near once stays drawn whatever is chosen
let page = "";
const near = new Map();

// To React: what is thrown is waited for, and what is given back is drawn.
export default function Figure(props) {
  if (page !== location.pathname) {
    page = location.pathname;
    near.clear();
  }
  const name = /figure-.*$/.exec(props.element.id)?.[0];
  if (name && near.get(name) !== true) {
    if (!near.has(name)) {
      const awaited = whenFound(".st-key-" + name).then(whenNear);
      near.set(name, awaited);
      awaited.then(() => near.get(name) === awaited && near.set(name, true));
    }
    throw near.get(name);
  }
  return { $$typeof: Symbol.for("react.element"), type: drawing.default, key: null, ref: null, props, _owner: null };
}
