// On a phone the sidebar lies over the page: it steps aside once something in it was chosen.

const NARROW = "(max-width: 768px)"
const CLOSE = '[data-testid="stSidebarCollapseButton"] button'

export default function () {
  const width = matchMedia(NARROW)
  const onClick = (event) => {
    const chosen = event.target.closest?.('[data-testid="stSidebar"] .stButton button')
    // After this click has done its own work.
    if (chosen && width.matches) setTimeout(() => document.querySelector(CLOSE)?.click())
  }
  document.addEventListener("click", onClick)
  return () => document.removeEventListener("click", onClick)
}
