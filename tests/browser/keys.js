// Every stop of the keyboard on a page, and what is wrong with it when it is reached. Asked after a key was pressed: a
// browser shows where the keys are to whoever uses them.
async () => {
  const still = document.createElement("style");
  still.textContent = "*, ::before, ::after { transition: none !important; animation: none !important; }";
  document.head.append(still);
  const isRinged = (element) => {
    for (let part = element, up = 0; part && up < 4; part = part.parentElement, up += 1) {
      const style = getComputedStyle(part);
      if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
    }
    return false;
  };
  const said = (element) => {
    const words = element.getAttribute("aria-label") || element.textContent || element.id;
    return `${element.tagName.toLowerCase()} ${words.trim().slice(0, 30)}`;
  };
  // Streamlit's grid hears the mouse by a pane over its drawing
  const isOneGrid = (one, other) => Boolean(one.closest("[data-testid=stDataFrame]")?.contains(other));
  const kinds = "a[href], button, input, select, textarea, summary, [tabindex]";
  const stops = [...document.querySelectorAll(kinds)].filter(
    (one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true })
  );
  const faults = [];
  for (const stop of stops) {
    stop.focus();
    // a field's frame is drawn by its own script
    await new Promise((done) => setTimeout(done, 0));
    // of a link that goes on in a second line, the first
    const { top, bottom, left, right } = stop.getClientRects()[0] ?? stop.getBoundingClientRect();
    const isOut = bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth;
    const middle = (one, other, most) => (Math.max(one, 0) + Math.min(other, most)) / 2;
    const over = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
    if (document.activeElement !== stop) faults.push(["takes no focus", said(stop)]);
    else if (!isRinged(stop)) faults.push(["is not seen to have it", said(stop)]);
    else if (isOut) faults.push(["is out of the window", said(stop)]);
    else if (over && !stop.contains(over) && !over.contains(stop) && !isOneGrid(stop, over)) faults.push([`is under ${said(over)}`, said(stop)]);
  }
  document.activeElement.blur();
  still.remove();
  return [stops.length, faults];
}
