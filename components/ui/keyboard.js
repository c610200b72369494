// What keys and those who read by ear need beside what a browser does by itself.
(function () {
  // The way past the bar ends at the question, from where the next step is the page's first control.
  document.addEventListener("click", function (event) {
    var skip = event.target.closest(".pl-skip");
    if (!skip) return;
    event.preventDefault();
    document.querySelector(skip.hash).focus();
  });

  // Whoever opens the search writes in it next.
  document.addEventListener(
    "toggle",
    function (event) {
      if (event.target.open && event.target.matches(".pl-search details")) event.target.querySelector("[type=search]").focus();
    },
    true
  );

  // A table is one stop. Arrows go from link to link of its cells, Home and End along a row, Escape comes back out.
  function isSeen(link) {
    return link.getClientRects().length > 0;
  }

  function firstLink(cells) {
    return Array.from(cells)
      .map(function (cell) {
        return cell.querySelector("a");
      })
      .find(function (link) {
        return link && isSeen(link);
      });
  }

  // Of a row, the link nearest to a column.
  function nearest(row, column) {
    var cells = Array.from(row.cells).sort(function (one, other) {
      return Math.abs(one.cellIndex - column) - Math.abs(other.cellIndex - column);
    });
    return firstLink(cells);
  }

  // Up or down: in the same column, however far, or else in the next row that has a link at all.
  function along(rows, column) {
    var straight = rows.flatMap(function (row) {
      return row.cells[column] || [];
    });
    var row = firstLink(straight) ? null : rows.find((one) => firstLink(one.cells));
    return row ? nearest(row, column) : firstLink(straight);
  }

  function nextInTable(place, link, key) {
    var rows = Array.from(place.querySelectorAll("tr"));
    if (!link) return key === "ArrowDown" || key === "ArrowRight" ? along(rows, 0) : null;
    var cell = link.closest("th, td");
    var row = cell.parentElement;
    var cells = Array.from(row.cells);
    var at = rows.indexOf(row);
    if (key === "ArrowRight") return firstLink(cells.slice(cell.cellIndex + 1));
    if (key === "ArrowLeft") return firstLink(cells.slice(0, cell.cellIndex).reverse());
    if (key === "ArrowDown") return along(rows.slice(at + 1), cell.cellIndex);
    if (key === "ArrowUp") return along(rows.slice(0, at).reverse(), cell.cellIndex);
    if (key === "Home") return firstLink(cells);
    if (key === "End") return firstLink(cells.reverse());
    return key === "Escape" ? place : null;
  }

  document.addEventListener("keydown", function (event) {
    var place = event.target.closest(".pl-table");
    if (!place || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    var next = nextInTable(place, event.target.closest("a"), event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  // A button that is put out while it makes a file gets the keys back, unless they are elsewhere by then.
  document.addEventListener("focusout", function (event) {
    var button = event.target;
    if (!button.disabled) return;
    new MutationObserver(function (changes, hearing) {
      if (button.disabled) return;
      hearing.disconnect();
      if (document.activeElement === document.body) button.focus({ preventScroll: true });
    }).observe(button, { attributeFilter: ["disabled"] });
  });

  // What the page now says is told to who does not see it change: its question, what a search found, the finding of its
  // first figure or the advice in its place; how many rows its tables have, which fact is shown, the remarks that stand
  // alone and what is doubted of what was written. Of these only what is new.
  var TOLD_FIRST = ["h1.pl-question", ".pl-found b", ".js-plotly-plot .gtitle", ".pl-advice"];
  var TOLD = ".pl-caption, .pl-fact h2, .pl-fact .printed, .pl-step, .pl-note:only-child, .pl-doubt";
  var live = document.createElement("p");
  live.className = "pl-live";
  live.setAttribute("role", "status");
  // the page that is opened first is read anyway
  var opened = location.href;
  var told = null;
  var rests = 0;
  function lines(part) {
    var drawn = part.querySelectorAll("tspan.line");
    return (drawn.length ? Array.from(drawn, (line) => line.textContent).join(" ") : part.textContent).trim();
  }

  function tell() {
    if (!document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")) return;
    var first = TOLD_FIRST.map((kind) => document.querySelector(kind));
    var now = [...first, ...document.querySelectorAll(TOLD)].filter(Boolean).map(lines);
    // between two pages nothing stands for a moment: what then comes is as new as if that had not been
    if (!now.length) return;
    if (!told && location.href === opened) {
      told = now;
      return;
    }
    var fresh = now.filter(function (text) {
      return !told || !told.includes(text);
    });
    told = now;
    if (fresh.length) live.textContent = fresh.join("\n");
  }

  // Streamlit makes all of the page a stop before its first one
  function isNoStop() {
    var main = document.querySelector("[data-testid=stMain]");
    if (main && main.tabIndex === 0) main.tabIndex = -1;
  }

  new MutationObserver(function () {
    if (!live.isConnected && document.body) document.body.append(live);
    isNoStop();
    clearTimeout(rests);
    rests = setTimeout(tell, 300);
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["data-test-script-state"] });
})();
