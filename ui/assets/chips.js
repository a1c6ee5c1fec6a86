// Text and its proof: sentences with chips, and the card that a chip shows. It stands in front of
// answer.js, as one script. Every text goes in through textContent; nothing is parsed as markup.

const SVG = "http://www.w3.org/2000/svg"

const el = (tag, cls, ...children) => {
  const node = document.createElement(tag)
  if (cls) node.className = cls
  for (const child of children) if (child) node.append(child)
  return node
}

const icon = (path) => {
  const svg = document.createElementNS(SVG, "svg")
  svg.setAttribute("viewBox", "0 0 24 24")
  svg.setAttribute("aria-hidden", "true")
  const line = document.createElementNS(SVG, "path")
  line.setAttribute("d", path)
  svg.append(line)
  return svg
}

const ICONS = {
  unfold: "M9 6l6 6-6 6",
  conflict: "M4 8h14l-4-4M20 16h-14l4 4",
  open: "M12 17v.01M12 13.5a1.5 1.5 0 0 1 1-1.5a2.6 2.6 0 1 0-3-4M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z",
  shield: "M12 3l7 3v5c0 4.5-3 8-7 10c-4-2-7-5.500-7-10v-5z",
  copy: "M8 8h11v12h-11zM5 16v-12h11",
  save: "M12 4v11M7 11l5 5 5-5M5 20h14",
  ask: "M12 17v.01M12 13.500v-.5a2.500 2.500 0 1 0-2.500-2.500M4 5h16v12h-9l-4 4v-4h-3z",
}

// A sentence with its chips. The last word and the chips behind it stay on one line.
function sentence(runs, at, chip) {
  let last = null
  for (const run of runs) {
    const whole = run.code ? "code" : run.day && "day"
    if (whole || run.text !== undefined) {
      const node = whole ? el("span", whole, run[whole]) : document.createTextNode(run.text)
      at.append(node)
      last = { node, keep: null }
      continue
    }
    const made = chip(run)
    if (!made) continue
    if (last && !last.keep) {
      last.keep = el("span", "keep")
      if (last.node.nodeType === Node.TEXT_NODE) {
        const text = last.node.data.trimEnd()
        const cut = text.search(/\S+$/)
        last.node.data = text.slice(0, Math.max(cut, 0))
        last.keep.append(text.slice(Math.max(cut, 0)))
        // a code with its full stop behind it: take the code along
        const before = last.node.previousSibling
        if (cut <= 0 && before && before.nodeType === Node.ELEMENT_NODE) last.keep.prepend(before)
      } else {
        last.keep.append(last.node)
      }
      at.append(last.keep)
    }
    const place = last && last.keep && last.keep.querySelectorAll(".chip").length < 4 ? last.keep : at
    place.append(made)
  }
  fold(at, chip.words)
  return at
}

// More than five chips behind a sentence: four, and one that brings the others.
function fold(at, words) {
  const all = [...at.querySelectorAll(".chip:not(.calc)")]
  if (all.length <= 5) return
  const rest = all.slice(4)
  const more = el("button", "chip", `+${rest.length}`)
  more.type = "button"
  more.setAttribute("aria-label", words.more_chips.replace("{count}", rest.length))
  for (const one of rest) one.hidden = true
  rest[0].before(more)
  more.onclick = () => {
    for (const one of rest) one.hidden = false
    more.remove()
    rest[0].focus()
  }
}

function chips(data, root) {
  const byId = new Map(data.sources.map((source) => [source.id, source]))
  const make = (run) => {
    const source = byId.get(run.cite)
    const button = el("button", source ? "chip" : "chip calc")
    button.type = "button"
    if (source) {
      button.textContent = source.number
      button.setAttribute("aria-label", source.label)
      button.setAttribute("aria-haspopup", "dialog")
      button.onclick = () => {
        hide(root)
        document.dispatchEvent(new CustomEvent("knead:source", {
          detail: { sources: data.sources, id: source.id, opener: button },
        }))
      }
      button.onmouseenter = () => show(root, button, source, 120)
      button.onfocus = () => button.matches(":focus-visible") && show(root, button, source, 0)
      button.onmouseleave = button.onblur = () => hide(root)
      return button
    }
    const name = data.calculations[run.calc]
    if (name === undefined) return null
    button.textContent = data.words.calc
    button.setAttribute("aria-label", data.words.calc_chip.replace("{title}", name))
    button.title = name
    button.onclick = () => reveal(root, run.calc)
    return button
  }
  make.words = data.words
  return make
}

// The card that a chip shows while it is pointed at or focused.
function show(root, chip, source, wait) {
  clearTimeout(root.timer)
  root.timer = setTimeout(() => {
    const { hover } = root
    hover.replaceChildren(
      el("span", `tag ${source.kind}`, source.authority),
      el("strong", "", source.title),
      el("span", "meta", [source.publisher, source.published, source.locator].join(" · ")),
      el("span", "extract", source.text.length > 260 ? `${source.text.slice(0, 260)}…` : source.text),
    )
    hover.showPopover?.()
    const at = chip.getBoundingClientRect()
    const width = Math.min(340, innerWidth - 24)
    hover.style.width = `${width}px`
    hover.style.left = `${Math.min(Math.max(12, at.left - 24), innerWidth - width - 12)}px`
    const below = at.bottom + 8
    hover.style.top = below + hover.offsetHeight < innerHeight - 12
      ? `${below}px` : `${Math.max(12, at.top - hover.offsetHeight - 8)}px`
  }, wait)
}

function hide(root) {
  clearTimeout(root.timer)
  if (root.hover.matches(":popover-open")) root.hover.hidePopover()
}

function reveal(root, id) {
  const card = root.body.querySelector(`[data-card="${CSS.escape(id)}"]`)
  if (!card) return
  const steps = card.querySelector("details")
  if (steps) steps.open = true
  card.scrollIntoView({ block: "center", behavior: motion() })
  card.classList.remove("flash")
  void card.offsetWidth
  card.classList.add("flash")
  card.focus({ preventScroll: true })
}

const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth")

