// The presentation: one screen at a time, drawn when it comes near, by keys, clicks, swipes and the address.
(function () {
  "use strict";
  var root = document.documentElement, body = document.body;
  var slides = Array.from(document.querySelectorAll(".slide"));
  var overview = document.querySelector(".overview");
  var spoken = document.querySelector(".spoken");
  var looks = JSON.parse(document.getElementById("looks").textContent);
  var config = { displayModeBar: false, displaylogo: false, showSendToCloud: false, scrollZoom: false, doubleClick: false };
  // a figure may be stretched so far to fill its room; its type stays as it is
  var STRETCH = 1.35, ROOM = 450, IDLE = 2000, EDGE = 0.05, SWIPE = 50;
  // the stage as it is laid out at least, at most, and on paper, within whose page it stands before it is scaled
  var WIDTH = measure("--width"), LEAST = measure("--height"), TALLEST = 0.75 * WIDTH, PAPER = 770;
  var shown = 0, isPrinting = false, tall = LEAST;

  function measure(name) {
    return parseFloat(getComputedStyle(root).getPropertyValue(name));
  }

  // figures

  function look() {
    return isPrinting ? "light" : root.dataset.look;
  }

  // Every colour is a palette's: in the other look it is its counterpart there.
  function specification(figure) {
    var text = figure.querySelector("script").textContent, colours = looks[look()];
    return JSON.parse(text.replace(/#[0-9A-Fa-f]{6}\b/g, function (colour) {
      return colours[colour.toUpperCase()] || colour;
    }));
  }

  function height(figure) {
    if (isStacked()) return +figure.dataset.height;
    // printed from a phone, there is no stage to measure
    if (isNarrow()) return Math.min(ROOM, figure.dataset.height);
    return Math.round(Math.min(figure.closest(".body").clientHeight, STRETCH * figure.dataset.height));
  }

  function form() {
    if (isPrinting) return look() + (isNarrow() ? " printed" : "");
    return look() + " " + (isStacked() ? "stacked" : tall);
  }

  // Draws what is not drawn, or drawn for another look or place; returns whether there was anything to do.
  function draw(slide) {
    var figure = slide.querySelector("figure");
    if (!figure || figure.dataset.drawn === form()) return false;
    var chart = figure.querySelector(".chart");
    if (!chart) {
      chart = document.createElement("div");
      chart.className = "chart";
      figure.append(chart);
    }
    var drawn = specification(figure);
    var size = { autosize: false, width: +figure.dataset.width, height: height(figure) };
    Plotly.react(chart, drawn.data, Object.assign(drawn.layout, size), config);
    figure.dataset.drawn = form();
    return true;
  }

  var rest = window.requestIdleCallback || function (work) { return setTimeout(work, 60); };

  // The screens beside the shown one first, then the others, one at a time.
  function drawNext() {
    var near = slides.slice().sort(function (one, other) {
      return Math.abs(slides.indexOf(one) - shown) - Math.abs(slides.indexOf(other) - shown);
    });
    if (near.some(draw)) rest(drawNext);
    else root.dataset.ready = "yes";
  }

  function drawAll() {
    root.dataset.ready = "no";
    draw(slides[shown]);
    rest(drawNext);
  }

  function choose(chosen) {
    root.dataset.look = chosen;
    remember();
    drawAll();
  }

  // where one is

  function show(place) {
    shown = Math.max(0, Math.min(slides.length - 1, place));
    slides.forEach(function (slide, at) { slide.classList.toggle("shown", at === shown); });
    draw(slides[shown]);
    // a preview of one screen has neither, one of several has the number between them
    setAll("[data-do=back]", "disabled", shown === 0);
    setAll("[data-do=next]", "disabled", shown === slides.length - 1);
    setAll(".place", "textContent", shown + 1 + " / " + slides.length);
    overview.querySelectorAll("a").forEach(function (link, at) {
      if (at === shown) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    spoken.textContent = slides[shown].getAttribute("aria-label");
    remember();
  }

  function setAll(selector, property, value) {
    document.querySelectorAll(selector).forEach(function (element) { element[property] = value; });
  }

  // A reload comes back to the same screen in the same look. A frame has no address to come back to, and a # in it
  // would move the page that it stands in.
  function remember() {
    if (parent !== window) return;
    history.replaceState({ look: root.dataset.look }, "", "#" + (shown + 1));
  }

  function placeInAddress() {
    return (parseInt(location.hash.slice(1), 10) || 1) - 1;
  }

  function isNarrow() {
    return innerWidth < 701;
  }

  // on a narrow screen all are there, one under the other
  function isStacked() {
    return isNarrow() && !isPrinting;
  }

  function go(place) {
    show(place);
    // not scrollIntoView, which would also move the page that a preview stands in
    if (isStacked()) scrollTo(0, slides[shown].offsetTop);
  }

  // The stage is as high as the window is for its width, from 16:9 to 4:3; what stands on it fills it.
  function setStage(height) {
    tall = Math.round(Math.max(LEAST, Math.min(TALLEST, height)));
    root.style.setProperty("--height", tall + "px");
    root.style.setProperty("--stretch", Math.min(STRETCH, tall / LEAST));
  }

  function fit() {
    setStage((WIDTH * slides[0].clientHeight) / slides[0].clientWidth);
    document.querySelectorAll("h1").forEach(function (title) {
      title.classList.remove("long");
      title.classList.toggle("long", title.scrollHeight > 40);
    });
    document.querySelectorAll("aside").forEach(function (aside) {
      aside.classList.remove("tight", "tighter");
      ["tight", "tighter"].forEach(function (name) {
        if (aside.scrollHeight > aside.parentElement.clientHeight) aside.classList.add(name);
      });
    });
    root.style.setProperty("--scale", Math.min(slides[0].clientWidth / WIDTH, slides[0].clientHeight / tall));
  }

  // what can be done

  var deeds = {
    next: function () { go(shown + 1); },
    back: function () { go(shown - 1); },
    first: function () { go(0); },
    last: function () { go(slides.length - 1); },
    look: function () { choose(root.dataset.look === "dark" ? "light" : "dark"); },
    full: function () {
      if (document.fullscreenElement) document.exitFullscreen();
      else if (root.requestFullscreen) root.requestFullscreen();
    },
    print: function () { print(); },
    overview: function () {
      if (overview.open) overview.close();
      else {
        overview.showModal();
        overview.querySelector("[aria-current]").focus();
      }
    },
    leave: function () {
      if (document.fullscreenElement) document.exitFullscreen();
      else if (body.dataset.leave) location.href = body.dataset.leave;
      else deeds.overview();
    },
  };
  var keys = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", Enter: "next",
    ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Backspace: "back",
    Home: "first", End: "last", d: "look", f: "full", p: "print", o: "overview", Escape: "leave",
  };

  document.addEventListener("keydown", function (event) {
    var deed = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!deed || event.ctrlKey || event.altKey || event.metaKey) return;
    // an open list and a button in focus have keys of their own
    if (overview.open && event.key !== "o") return;
    if ((event.key === " " || event.key === "Enter") && event.target.closest("button, a")) return;
    if (isStacked() && !/^[a-z]$/i.test(event.key)) return;
    event.preventDefault();
    deeds[deed]();
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-do]");
    if (button) return deeds[button.dataset.do]();
    if (event.target.closest(".overview a") || event.target === overview) return overview.close();
    if (isStacked() || overview.open) return;
    var edge = edgeAt(event.clientX);
    if (edge) deeds[edge]();
  });

  function edgeAt(across) {
    return across < EDGE * innerWidth ? "back" : across > (1 - EDGE) * innerWidth ? "next" : "";
  }

  var idle;
  function wake(event) {
    body.classList.remove("idle");
    var edge = event && !event.target.closest("nav, dialog") ? edgeAt(event.clientX) : "";
    body.classList.toggle("at-back", edge === "back" && shown > 0);
    body.classList.toggle("at-next", edge === "next" && shown < slides.length - 1);
    clearTimeout(idle);
    idle = setTimeout(function () {
      body.classList.remove("at-back", "at-next");
      body.classList.add("idle");
    }, IDLE);
  }
  document.addEventListener("pointermove", wake);
  document.addEventListener("pointerdown", wake);

  var touch = null;
  document.addEventListener("touchstart", function (event) {
    touch = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", function (event) {
    if (!touch || isStacked() || overview.open) return;
    var across = event.changedTouches[0].clientX - touch.clientX, down = event.changedTouches[0].clientY - touch.clientY;
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) deeds[across < 0 ? "next" : "back"]();
  });

  addEventListener("hashchange", function () { go(placeInAddress()); });
  addEventListener("resize", function () {
    fit();
    drawAll();
  });
  addEventListener("beforeprint", function () {
    isPrinting = true;
    setStage(PAPER);
    slides.forEach(draw);
  });
  addEventListener("afterprint", function () {
    isPrinting = false;
    fit();
    drawAll();
  });

  // beginning

  root.dataset.look = (history.state && history.state.look) || root.dataset.look;
  fit();
  show(placeInAddress());
  wake();
  drawAll();
})();
