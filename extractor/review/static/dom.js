// Elements are made with text nodes only: nothing that stands on a paper is ever read as HTML.
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function svg(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

export const byId = (id) => document.getElementById(id);

let words = {};
export const setWords = (found) => { words = found; };
export const t = (text) => words[text] ?? text;
export const spoken = (name) => {
  const text = name.replaceAll("_", " ");
  return t(text.charAt(0).toUpperCase() + text.slice(1));
};
