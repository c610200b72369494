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

  document.addEventListener("click", function (event) {
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
