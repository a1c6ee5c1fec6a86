// Draws one turn of the chat: the question, the answer and the chips that prove it (chips.js).

const drawn = new WeakMap() // where we drew: what, and how to undo it
const scrolledTo = new Set() // turns that were brought into view once

function table(spec, chip) {
  const made = el("table", spec.head.length ? "grid" : "facts")
  if (spec.head.length) {
    const row = el("tr")
    spec.head.forEach((name, i) => {
      const th = el("th", spec.rows[0]?.[i]?.figure ? "figure" : "", name)
      th.scope = "col"
      row.append(th)
    })
    made.append(el("thead", "", row))
  }
  const line = (cells, head) => {
    const row = el("tr")
    cells.forEach((cell, i) => {
      const td = el(!i && head ? "th" : "td", cell.figure ? "figure" : "")
      if (!i && head) td.scope = "row"
      const at = cell.tone ? el("span", `verdict ${cell.tone}`) : td
      if (cell.tone) td.append(at)
      sentence(cell.runs, at, chip)
      row.append(td)
    })
    return row
  }
  made.append(el("tbody", "", ...spec.rows.map((cells) => line(cells, true))))
  if (spec.total) made.append(el("tfoot", "", line(spec.total, true)))
  return made
}

function card(spec, data, chip, open) {
  const made = el("section", spec.narrow ? "card" : "card wide")
  made.dataset.card = spec.id
  made.tabIndex = -1
  made.setAttribute("aria-label", spec.title)
  made.append(el("h4", "", spec.title))
  if (spec.table) made.append(el("div", "scroll", table(spec.table, chip)))
  for (const part of spec.lists ?? []) {
    const list = el("ul", "items")
    for (const runs of part.items) list.append(sentence(runs, el("li"), chip))
    made.append(el("div", "part", el("p", "label", part.title), list))
  }
  for (const note of spec.notes ?? []) made.append(el("p", "note", note))
  if (spec.steps.length) {
    const many = spec.steps.length > 1 ? data.words.steps : data.words.steps_one
    const list = el("ol", "steps")
    for (const step of spec.steps) list.append(sentence(step.runs, el("li"), chip))
    const said = many.replace("{count}", spec.steps.length)
    const details = el("details", "", el("summary", "", icon(ICONS.unfold), el("span", "", said)), list)
    details.open = open
    made.append(details)
  }
  return made
}

function conflict(spec, data, chip) {
  const made = el("section", "conflict")
  made.setAttribute("aria-label", `${data.words.conflict}: ${spec.topic}`)
  made.append(el("p", "kicker", icon(ICONS.conflict), data.words.conflict), el("h4", "", spec.topic))
  const sides = el("ul", "sides")
  for (const side of spec.sides) sides.append(sentence(side, el("li"), chip))
  made.append(sides)
  const list = el("dl")
  for (const part of ["governs", "why"]) {
    if (spec[part].length) list.append(el("dt", "", data.words[part]), sentence(spec[part], el("dd"), chip))
  }
  made.append(list)
  return made
}

function actions(data) {
  const copy = el("button", "action", icon(ICONS.copy), el("span", "", data.words.copy))
  copy.type = "button"
  copy.onclick = async () => {
    let said = data.words.copied
    try {
      await navigator.clipboard.writeText(data.markdown)
    } catch {
      said = data.words.copy_failed
    }
    copy.lastChild.textContent = said
    setTimeout(() => { copy.lastChild.textContent = data.words.copy }, 2000)
  }
  const save = el("button", "action", icon(ICONS.save), el("span", "", data.words.download))
  save.type = "button"
  save.onclick = () => {
    const link = el("a")
    link.href = URL.createObjectURL(new Blob([data.markdown], { type: "text/markdown" }))
    link.download = data.file
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
  }
  return el("div", "actions", copy, save)
}

function paper(data) {
  const list = el("ol")
  for (const s of data.sources) {
    const where = [s.publisher, s.published, s.locator, s.url].filter(Boolean).join(", ")
    list.append(el("li", "", el("strong", "", `${s.title}. `), `${s.authority}. ${where}`))
  }
  return el("section", "paper", el("p", "kicker", data.words.sources), list)
}

function question(data) {
  const words = el("p", "asked", data.question)
  const made = el("section", "question", words)
  made.setAttribute("aria-label", data.words.question)
  if (data.question.length > 700) {
    words.classList.add("long")
    const more = el("button", "action more", data.words.more)
    more.type = "button"
    more.onclick = () => { words.classList.remove("long"); more.remove() }
    made.append(more)
  }
  if (data.facts.length) made.append(el("p", "facts", data.facts.join(" · ")))
  return made
}

function answer(data, root) {
  const chip = chips(data, root)
  const made = el("article", `answer ${data.status}`)
  made.setAttribute("aria-label", data.words.answer)
  for (const notice of data.notices) made.append(el("p", "notice", icon(ICONS.shield), el("span", "", notice)))
  if (data.taken) made.append(el("p", "taken", data.taken))
  const lead = el("div", "lead")
  if (data.label) lead.append(el("p", "kicker", icon(ICONS.open), data.label))
  lead.append(sentence(data.headline, el("h3"), chip))
  made.append(lead)
  if (data.statements.length) {
    const list = el("ul", "statements")
    for (const runs of data.statements) list.append(sentence(runs, el("li"), chip))
    made.append(list)
  }
  if (data.cards.length) {
    const open = data.cards.length === 1
    made.append(el("div", "cards", ...data.cards.map((spec) => card(spec, data, chip, open))))
  }
  for (const spec of data.conflicts) made.append(conflict(spec, data, chip))
  if (data.not_checked.length) {
    const list = el("ul")
    for (const runs of data.not_checked) list.append(sentence(runs, el("li"), chip))
    made.append(el("section", "unchecked", el("p", "kicker", icon(ICONS.open), data.words.not_checked), list))
  }
  made.append(el("footer", "", el("p", "stamp", data.stamp), actions(data)))
  if (data.sources.length) made.append(paper(data))
  if (data.ask) made.append(el("p", "ask", icon(ICONS.ask), el("span", "", data.ask)))
  return made
}

// Bring the new turn to the top; once more where the page's own scrolling got in between, unless
// the reader has taken over.
function bring(body) {
  let taken = false
  const hands = ["wheel", "touchmove", "keydown", "pointerdown"]
  const take = () => { taken = true }
  for (const hand of hands) addEventListener(hand, take, { passive: true })
  const go = (behavior) => body.scrollIntoView({ block: "start", behavior })
  requestAnimationFrame(() => go(motion()))
  setTimeout(() => {
    for (const hand of hands) removeEventListener(hand, take)
    if (!taken) go("auto")
  }, 800)
}

// Tell a screen reader that the answer has come, and what it is.
function announce(at, data) {
  const live = el("p", "unseen")
  live.setAttribute("role", "status")
  at.append(live)
  const text = data.headline.map((run) => run.text ?? run.code ?? run.day ?? "").join("")
  setTimeout(() => { live.textContent = [data.label, text].filter(Boolean).join(". ") }, 150)
}

export default function (component) {
  const at = component.parentElement.querySelector(".turn")
  if (!at) return undefined
  const key = new TextDecoder().decode(component.data)
  const before = drawn.get(at)
  if (before?.key === key) return before.undo
  before?.undo()
  const data = JSON.parse(key)
  const hover = el("div", "hover")
  hover.popover = "manual"
  hover.setAttribute("role", "tooltip")
  const root = { hover, body: el("div", "body"), timer: 0 }
  root.body.append(question(data), answer(data, root))
  at.replaceChildren(root.body, hover)
  const away = () => hide(root)
  const unfold = () => root.body.querySelectorAll("details").forEach((d) => { d.open = true })
  addEventListener("scroll", away, { capture: true, passive: true })
  addEventListener("beforeprint", unfold)
  if (data.fresh && !scrolledTo.has(data.fresh)) {
    scrolledTo.add(data.fresh)
    bring(root.body)
    announce(at, data)
  }
  const undo = () => {
    away()
    removeEventListener("scroll", away, { capture: true })
    removeEventListener("beforeprint", unfold)
  }
  drawn.set(at, { key, undo })
  return undo
}
