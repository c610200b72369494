// What the page does by itself, without asking the server: a click copies its address or saves a picture of a chart.
(function () {
  // The address of the page with every choice that its views were made with, for a choice left to its default
  // may mean another one when the ledger has grown.
  function address() {
    var query = new URLSearchParams(location.search);
    document.querySelectorAll("[data-choices]").forEach(function (view) {
      new URLSearchParams(view.dataset.choices).forEach(function (value, name) {
        if (value) query.set(name, value);
        else query.delete(name);
      });
    });
    return location.origin + location.pathname + (String(query) && "?" + query);
  }

  // The older way, for a page that does not come by https has no clipboard of its own.
  function copyBySelection(text) {
    var field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true;
    field.style.cssText = "position: fixed; top: 0; opacity: 0";
    document.body.append(field);
    var before = document.activeElement;
    field.select();
    var isCopied = document.execCommand("copy");
    field.remove();
    if (before) before.focus({ preventScroll: true });
    return isCopied;
  }

  function copy(text) {
    var rest = function () {
      if (!copyBySelection(text)) throw new Error("no clipboard");
    };
    if (!navigator.clipboard) return Promise.resolve().then(rest);
    return navigator.clipboard.writeText(text).catch(rest);
  }

  function copyAddress(button) {
    var text = address();
    copy(text).then(
      function () {
        if (button.dataset.words) return;
        button.dataset.words = button.textContent;
        button.style.minWidth = button.getBoundingClientRect().width + "px";
        button.textContent = button.dataset.done;
        setTimeout(function () {
          button.textContent = button.dataset.words;
          delete button.dataset.words;
        }, 2000);
      },
      function () {
        prompt(button.textContent, text);
      }
    );
  }

  var SVG = "http://www.w3.org/2000/svg";
  var MARGIN = 24;

  // The chart as it stands on the screen, on its ground and with a margin, without what only hands need.
  function picture(chart) {
    var layers = chart.querySelectorAll(".main-svg");
    var size = layers[0].getBoundingClientRect();
    var whole = document.createElementNS(SVG, "svg");
    whole.setAttribute("xmlns", SVG);
    whole.setAttribute("width", size.width + 2 * MARGIN);
    whole.setAttribute("height", size.height + 2 * MARGIN);
    var ground = whole.appendChild(document.createElementNS(SVG, "rect"));
    ground.setAttribute("width", "100%");
    ground.setAttribute("height", "100%");
    ground.setAttribute("fill", layers[0].style.background);
    layers.forEach(function (layer) {
      var drawn = whole.appendChild(layer.cloneNode(true));
      drawn.setAttribute("x", MARGIN);
      drawn.setAttribute("y", MARGIN);
      drawn.querySelectorAll(".hoverlayer, .draglayer, .zoomlayer").forEach(function (part) {
        part.remove();
      });
      // office programs do not know a step to the next line that is given in letters
      drawn.querySelectorAll("[y][dy$=em]").forEach(function (line) {
        var letters = parseFloat(line.closest("[style*=font-size]").style.fontSize);
        line.setAttribute("y", parseFloat(line.getAttribute("y")) + parseFloat(line.getAttribute("dy")) * letters);
        line.removeAttribute("dy");
      });
      // lines become thicker with the picture
      drawn.querySelectorAll("[style*=vector-effect]").forEach(function (line) {
        line.style.vectorEffect = "";
      });
    });
    return whole;
  }

  function download(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(URL.revokeObjectURL, 60000, link.href);
  }

  function savePicture(button) {
    var name = button.dataset.picture;
    var whole = picture(document.querySelector(".st-key-figure-" + button.dataset.figure + " .js-plotly-plot"));
    var text = new XMLSerializer().serializeToString(whole);
    if (name.endsWith(".svg")) {
      download(new Blob([text], { type: "image/svg+xml" }), name);
      return;
    }
    var image = new Image();
    image.onload = function () {
      var scale = Math.max(2, devicePixelRatio);
      var canvas = document.createElement("canvas");
      canvas.width = Math.round(image.width * scale);
      canvas.height = Math.round(image.height * scale);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) {
        download(blob, name);
      });
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  }

  // A file that was made because somebody asked for it is saved without a second click, but once: whoever comes back
  // to the page finds its button still there. The number is that of the button itself, drawn in one stroke with the
  // file that it gives: whatever surrounds it may be new while the button of the file before still stands there.
  var saved = new Set();
  new MutationObserver(function () {
    var place = document.querySelector("[class*=st-key-save-file-]");
    var button = place && place.querySelector("button");
    var made = button && place.className.match(/st-key-save-file-\d+/)[0];
    if (!button || saved.has(made)) return;
    saved.add(made);
    button.click();
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["class"] });

  // Where the keys stand once what was pressed is drawn anew: at the same head or row of a table, at the table that an
  // address arranges otherwise, else at the question. Whoever goes on meanwhile is not called back.
  var QUESTION = "h1.pl-question";
  var pressed = "";
  function arranged(query) {
    var held = new URLSearchParams(location.search);
    var changed = [...held.keys(), ...query.keys()].find(function (name) {
      return name.includes(".") && held.get(name) !== query.get(name);
    });
    return changed && changed.split(".")[1];
  }
  function standsAfter(way, link) {
    if (way.pathname !== location.pathname) return QUESTION;
    var head = link && link.closest("th");
    var table = link && link.closest("table[data-view]");
    if (table && head) return `[data-view="${table.dataset.view}"] [data-column="${head.dataset.column}"] a`;
    if (table && link.matches(".pl-row")) return `[data-view="${table.dataset.view}"] tr[aria-current] .pl-row`;
    var view = arranged(way.searchParams);
    return view ? `.pl-table:has([data-view="${view}"])` : QUESTION;
  }
  ["keydown", "pointerdown"].forEach(function (kind) {
    document.addEventListener(
      kind,
      function () {
        pressed = "";
      },
      true
    );
  });

  // Go to an address of the app as a step back does: Streamlit reads it and runs the page again, nothing is loaded.
  function go(address, link) {
    var way = new URL(address, location.href);
    pressed = standsAfter(way, link);
    history.pushState(null, "", way.pathname + way.search);
    dispatchEvent(new PopStateEvent("popstate"));
  }

  document.addEventListener("submit", function (event) {
    var search = event.target.closest(".pl-search form");
    if (!search) return;
    event.preventDefault();
    search.closest("details").open = false;
    go(search.getAttribute("action") + "?" + new URLSearchParams(new FormData(search)));
  });

  // What the fields of a table's form say, as choices of the address. Boxes of one set become one choice, and none
  // where they say what the table shows by itself.
  document.addEventListener("submit", function (event) {
    if (!event.target.closest(".pl-tools")) return;
    event.preventDefault();
    var query = new URLSearchParams(location.search);
    var put = function (name, value) {
      if (value) query.set(name, value);
      else query.delete(name);
    };
    event.target.querySelectorAll("[name]").forEach(function (field) {
      put(field.name, field.value.trim());
    });
    event.target.querySelectorAll("[data-joined]").forEach(function (set) {
      var ticked = Array.from(set.querySelectorAll(":checked"), function (box) {
        return box.value;
      }).join("|");
      put(set.dataset.joined, ticked === set.dataset.default ? "" : ticked);
    });
    event.target.querySelectorAll("[data-between]").forEach(function (set) {
      var bounds = Array.from(set.querySelectorAll("input"), function (field) {
        return field.value;
      });
      put(set.dataset.between, bounds.join("") && bounds.join("…"));
    });
    go("?" + query);
  });

  // A click on a mark of a chart goes where its link in the list of the marks does.
  var followed = new WeakSet();
  function followMarks() {
    document.querySelectorAll(".js-plotly-plot").forEach(function (chart) {
      if (!chart.on || followed.has(chart)) return;
      followed.add(chart);
      chart.on("plotly_click", function (event) {
        var links = chart.closest("[class*=st-key-plot-]").querySelectorAll(".pl-marks a");
        var mark = event.points.find(function (point) {
          return point.data.meta && point.data.meta.leads_to;
        });
        if (!mark) return;
        var chosen = [].concat(mark.customdata).slice(0, mark.data.meta.chooses.length).join(" ");
        var link = Array.from(links).find(function (one) {
          return one.dataset.mark === chosen;
        });
        if (link) go(link.href);
      });
    });
  }

  // What stands until the app has drawn its own goes once that is there, or once nothing more comes.
  var DRAWN = QUESTION + ", [data-testid=stApp][data-test-script-state=notRunning] [data-testid=stElementContainer]";
  function dropFirst() {
    var first = document.querySelector(".pl-first");
    if (first && document.querySelector(DRAWN)) first.remove();
  }

  // A table with more columns than room scrolls in its place.
  var isMeasuring = false;
  function measureTables() {
    if (isMeasuring) return;
    isMeasuring = true;
    requestAnimationFrame(function () {
      isMeasuring = false;
      followMarks();
      var link = pressed && document.activeElement === document.body && document.querySelector(pressed);
      if (link) link.focus({ preventScroll: true });
      document.querySelectorAll(".pl-table").forEach(function (place) {
        var isWide = place.firstElementChild.scrollWidth > place.clientWidth + 1;
        place.classList.toggle("wide", isWide);
        if (isWide && !place.hasAttribute("tabindex")) place.tabIndex = 0;
      });
    });
  }
  new MutationObserver(function () {
    dropFirst();
    measureTables();
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["data-test-script-state"] });
  addEventListener("resize", measureTables);

  // What a button opens stays on the screen.
  document.addEventListener(
    "toggle",
    function (event) {
      var form = event.target.open && event.target.matches(".pl-tools details") && event.target.querySelector("form");
      if (!form) return;
      form.style.translate = "";
      var beyond = 8 - form.getBoundingClientRect().left;
      if (beyond > 0) form.style.translate = beyond + "px";
    },
    true
  );

  // What is open is closed by Esc and by a click beside it.
  var OPEN = ".pl-tools details[open], .pl-search details[open]";
  document.addEventListener("keydown", function (event) {
    var open = event.key === "Escape" && document.querySelector(OPEN);
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  document.addEventListener("click", function (event) {
    document.querySelectorAll(OPEN).forEach(function (open) {
      if (!open.contains(event.target)) open.open = false;
    });
    // a click anywhere in a row chooses it, unless it marks words there to be copied or opens another tab; what is
    // marked elsewhere, as a field does by itself when the keys come to it, stops nobody
    var isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    var marked = getSelection();
    var isMarking = !marked.isCollapsed && marked.containsNode(event.target, true);
    var link = event.target.closest("a") || event.target.closest(".pl-table tr")?.querySelector("a.pl-row");
    if (link && "way" in link.dataset && isPlain && !isMarking) {
      event.preventDefault();
      go(link.href, link);
      return;
    }
    // the way on from a notice is taken here, not in another window
    var way = event.target.closest("[data-testid=stToast] a");
    if (way && way.origin === location.origin) {
      event.preventDefault();
      location.assign(way.href);
      return;
    }
    var button = event.target.closest("[data-done], [data-picture]");
    if (button) (button.dataset.picture ? savePicture : copyAddress)(button);
  });
})();
