// Every visible text whose contrast with what lies behind it is under 4.5 (icons: 3), shadow roots
// included.
() => {
  const canvas = document.createElement("canvas")
  canvas.width = canvas.height = 1
  const context = canvas.getContext("2d", { willReadFrequently: true })
  const rgba = (colour) => {
    context.clearRect(0, 0, 1, 1)
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data
    return [r, g, b, a / 255]
  }
  const over = (front, back) => [0, 1, 2].map((i) => front[i] * front[3] + back[i] * (1 - front[3]))
  const light = (colour) => {
    const [r, g, b] = colour.map((value) => {
      const part = value / 255
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const above = (node) => node.parentElement
    ?? (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : null)
  const contrast = (element) => {
    const layers = []
    let opacity = 1
    for (let node = element; node; node = above(node)) {
      const style = getComputedStyle(node)
      opacity *= Number(style.opacity)
      layers.push(rgba(style.backgroundColor))
      if (layers.at(-1)[3] === 1) break
    }
    const back = layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255])
    const front = rgba(getComputedStyle(element).color)
    front[3] *= opacity
    const [one, two] = [light(over(front, back)), light(back)]
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05)
  }
  const found = []
  let texts = 0
  const visit = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.shadowRoot) visit(node.shadowRoot)
        continue
      }
      const element = node.parentElement
      if (!node.data.trim() || !element || ["STYLE", "SCRIPT", "NOSCRIPT"].includes(element.tagName)) continue
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      // For screen readers alone: a dot that nobody sees.
      if (element.getBoundingClientRect().width <= 1) continue
      texts += 1
      const ratio = contrast(element)
      const enough = element.dataset.testid === "stIconMaterial" ? 3 : 4.5
      if (ratio < enough) found.push(`${ratio.toFixed(2)} ${element.tagName} ${node.data.trim().slice(0, 60)}`)
    }
  }
  visit(document.body)
  return { texts, found }
}
