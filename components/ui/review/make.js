// An element with its properties, its data-… and what is inside; what is null is left out.
export function make(name, given, ...inside) {
  const { data, ...rest } = given || {};
  const element = Object.assign(document.createElement(name), rest);
  Object.assign(element.dataset, data || {});
  element.append(...inside.filter((one) => one !== null && one !== undefined));
  return element;
}

// A button that does something when it is pressed.
export function button(className, textContent, act, more) {
  const made = make("button", { type: "button", className, textContent, ...more });
  made.addEventListener("click", act);
  return made;
}
