// The panel that a chip opens: every source of that answer, the chosen one marked and in view.
// Docked at the side on a wide screen, a sheet from below on a narrow one.

const el = (tag, cls, ...children) => {
  const node = document.createElement(tag)
  if (cls) node.className = cls
  for (const child of children) if (child) node.append(child)
  return node
}

const NARROW = "(max-width: 1023px)"
const state = new WeakMap()

// An address that can be opened in a tab of its own; anything but http(s) stays plain text.
function link(address) {
  if (!/^https?:\/\//.test(address)) return address
  const made = el("a", "", address)
  made.href = address
  made.target = "_blank"
  made.rel = "noopener noreferrer"
  return made
}

function source(spec, words) {
  const made = el("article", "source")
  made.dataset.id = spec.id
  made.tabIndex = -1
  made.setAttribute("aria-label", spec.label)
  const label = spec.kind === "user" ? words.its_words : words.in_our_words
  made.append(
    el("p", "top", el("span", "number", String(spec.number)), el("span", `tag ${spec.kind}`, spec.authority)),
    el("h3", "", spec.title),
    el("p", "label", label),
    el("blockquote", "", spec.text),
  )
  const facts = el("dl")
  const pairs = [
    [words.publisher, spec.publisher],
    [words.published, spec.published],
    [words.locator, spec.locator],
    [words.standing, spec.standing],
    [words.address, spec.url],
  ]
  for (const [name, value] of pairs) {
    if (value) facts.append(el("dt", "", name), el("dd", "", name === words.address ? link(value) : value))
  }
  made.append(facts)
  return made
}

function open(panel, { sources, id, opener }) {
  const { root, list, words } = panel
  panel.opener = opener
  list.replaceChildren(...sources.map((spec) => source(spec, words)))
  const sheet = panel.width.matches
  root.classList.toggle("sheet", sheet)
  root.setAttribute("aria-modal", String(sheet))
  if (!root.matches(":popover-open")) root.showPopover()
  document.documentElement.toggleAttribute("data-knead-docked", !sheet)
  const chosen = [...list.children].find((node) => node.dataset.id === id)
  if (!chosen) return
  chosen.classList.add("chosen")
  chosen.setAttribute("aria-current", "true")
  list.scrollTop = chosen.offsetTop - list.offsetTop - 16
  chosen.focus({ preventScroll: true })
}

function close(panel) {
  if (!panel.root.matches(":popover-open")) return
  panel.root.hidePopover()
  document.documentElement.removeAttribute("data-knead-docked")
  panel.opener?.focus?.({ preventScroll: true })
}

// While it is a sheet over the page, the tab key stays inside it.
function trap(panel, event) {
  if (event.key === "Escape") {
    event.stopPropagation()
    close(panel)
  } else if (event.key === "Tab" && panel.root.classList.contains("sheet")) {
    const stops = [panel.button, ...panel.list.querySelectorAll("a")]
    const at = stops.indexOf(panel.root.getRootNode().activeElement)
    const next = at < 0 ? 0 : (at + (event.shiftKey ? -1 : 1) + stops.length) % stops.length
    event.preventDefault()
    stops[next].focus()
  }
}

export default function (component) {
  const root = component.parentElement.querySelector(".panel")
  if (!root) return undefined
  const data = JSON.parse(new TextDecoder().decode(component.data))
  let panel = state.get(root)
  if (!panel) {
    const button = el("button", "close")
    const list = el("div", "list")
    panel = { root, list, button, words: data, opener: null }
    state.set(root, panel)
    button.type = "button"
    button.setAttribute("aria-label", data.close)
    button.append("×")
    button.onclick = () => close(panel)
    root.setAttribute("role", "dialog")
    root.setAttribute("aria-label", data.sources)
    root.replaceChildren(el("header", "", el("h2", "", data.sources), button), list)
    root.onkeydown = (event) => trap(panel, event)
    panel.onSource = (event) => open(panel, event.detail)
    panel.onKey = (event) => event.key === "Escape" && close(panel)
    panel.onTap = (event) => {
      if (root.classList.contains("sheet") && !event.composedPath().includes(root)) close(panel)
    }
    panel.onWidth = () => close(panel)
    panel.width = matchMedia(NARROW)
  }
  panel.words = data
  document.addEventListener("knead:source", panel.onSource)
  document.addEventListener("keydown", panel.onKey)
  document.addEventListener("pointerdown", panel.onTap)
  panel.width.addEventListener("change", panel.onWidth)
  return () => {
    close(panel)
    document.removeEventListener("knead:source", panel.onSource)
    document.removeEventListener("keydown", panel.onKey)
    document.removeEventListener("pointerdown", panel.onTap)
    panel.width.removeEventListener("change", panel.onWidth)
  }
}
