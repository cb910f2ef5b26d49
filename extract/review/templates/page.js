// Keys, and clicks on the words of a post; everything else on the page works without this script.
"use strict";

const OFF = "seatcheck-keys-off";

function typing(element) {
  return element.closest("input:not([type=checkbox]), select, textarea, dialog[open]") !== null;
}

function keysAreOn() {
  try {
    return localStorage.getItem(OFF) === null;
  } catch {
    return true;
  }
}

// --- keys ---------------------------------------------------------------------------------------

function openForm(details) {
  for (const other of document.querySelectorAll(".decide details[open]")) {
    if (other !== details) other.open = false;
  }
  details.open = true;
  details.scrollIntoView({block: "nearest"});
  details.querySelector("select, input:not([type=hidden])").focus();
}

function step(by) {
  const link = document.querySelector(`a[data-key=${by > 0 ? "j" : "k"}]`);
  if (link) {
    link.click();
    return;
  }
  const rows = [...document.querySelectorAll(".queue .row")];
  if (rows.length) {
    const at = rows.indexOf(document.activeElement);
    const open = rows.findIndex((row) => !row.closest("li").matches(".done"));
    const to = at < 0 && open >= 0 ? open : at + by;
    const beyond = document.querySelector(`.pager a[rel=${by > 0 ? "next" : "prev"}]`);
    if (beyond && at >= 0 && !rows[to]) beyond.click();
    else rows[Math.min(Math.max(to, 0), rows.length - 1)].focus();
  }
}

function act(key) {
  if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (key === "?") document.getElementById("keys").showModal();
  else {
    const target = document.querySelector(`details[data-key=${key}], form[data-key=${key}]`);
    if (!target) return;
    if (target.matches("details")) openForm(target);
    else target.requestSubmit(target.querySelector("button"));
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
    const open = document.querySelector(".decide details[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
    document.activeElement.blur();
    return;
  }
  if (!"jksmxlu?".includes(event.key) || typing(event.target) || !keysAreOn()) return;
  event.preventDefault();
  act(event.key);
});

const help = document.getElementById("ask-keys");
help.hidden = false;
help.addEventListener("click", () => document.getElementById("keys").showModal());

const switched = document.getElementById("keys-on");
switched.checked = keysAreOn();
switched.addEventListener("change", () => {
  try {
    if (switched.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  } catch {
    // Without storage the keys stay on.
  }
});

// A decision is sent once, however often its key is pressed.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// --- clicks on words ----------------------------------------------------------------------------
// A post is counted in characters as the program counts them: by code points, a mark that is shown
// by its number ("[U+202E]") being one.

function length(node) {
  if (node.nodeType === Node.ELEMENT_NODE && node.classList.contains("unseen")) return 1;
  if (node.nodeType === Node.TEXT_NODE) return [...node.data].length;
  return [...node.childNodes].reduce((sum, child) => sum + length(child), 0);
}

function offsetOf(node, at) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const piece = element.closest("[data-start]");
  if (!piece) return null;
  let sum = Number(piece.dataset.start);
  const unseen = element.closest(".unseen");
  for (let each = unseen ?? node; each !== piece; each = each.parentNode) {
    for (let before = each.previousSibling; before; before = before.previousSibling) {
      sum += length(before);
    }
  }
  if (!unseen && node.nodeType === Node.TEXT_NODE) sum += [...node.data.slice(0, at)].length;
  return sum;
}

function content(words) {
  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return [...node.data];
    if (node.classList?.contains("unseen")) return ["\uFFFD"];
    return [...node.childNodes].flatMap(read);
  };
  return [...words.querySelectorAll("[data-start]")].flatMap(read);
}

// What was selected, else the word that was clicked: [start, end, text].
function pointedAt(words) {
  const selection = getSelection();
  if (!selection.rangeCount || !words.contains(selection.anchorNode)) return null;
  const range = selection.getRangeAt(0);
  let start = offsetOf(range.startContainer, range.startOffset);
  let end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null) return null;
  const text = content(words);
  const inWord = (at) => at >= 0 && at < text.length && /[\p{L}\p{N}'’-]/u.test(text[at]);
  if (start === end) {
    while (inWord(start - 1)) start -= 1;
    while (inWord(end)) end += 1;
  }
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  return start < end ? [start, end, text.slice(start, end).join("")] : null;
}

function optionAt(select, post, start, end) {
  return [...select.options].find((option) => {
    const [where, from, to] = option.value.split(":").map(Number);
    return option.value && where === post && from < end && start < to;
  });
}

function take(post, start, end, text) {
  const form = document.querySelector("#misread form");
  const focused = form.contains(document.activeElement) ? document.activeElement : lastField;
  if (focused?.name === "person" || focused?.name === "area") {
    focused.value = text;
    return focused;
  }
  for (const name of ["words", "party"]) {
    const select = form.elements[name];
    const option = optionAt(select, post, start, end);
    if (option) {
      select.value = option.value;
      return select;
    }
  }
  // A local party, or a figure so far down a long post that it is not offered.
  const into = focused?.name === "party" ? focused : /\p{N}/u.test(text) ? form.elements.words : null;
  if (into) {
    into.add(new Option(text, `${post}:${start}:${end}`, false, true));
    return into;
  }
  const person = form.elements.person;
  person.value = text;
  return person;
}

let lastField = null;
document.querySelector("#misread form")?.addEventListener("focusin", (event) => {
  lastField = event.target;
});
document.querySelector("#misread")?.addEventListener("toggle", (event) => {
  document.body.classList.toggle("picking", event.target.open);
});

for (const words of document.querySelectorAll(".words")) {
  words.addEventListener("click", () => {
    const details = document.getElementById("misread");
    if (!details.open) return;
    const found = pointedAt(words);
    if (!found) return;
    const field = take(Number(words.dataset.post), ...found);
    getSelection().removeAllRanges();
    for (const each of document.querySelectorAll(".picked")) each.classList.remove("picked");
    field.classList.add("picked");
    field.focus();
  });
}
