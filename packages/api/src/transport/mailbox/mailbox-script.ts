/** Keeps the list of messages fresh without a reload, and writes times in the reader's zone. A script of its own, so that the page's policy can forbid every other. */
export const mailboxScript = `
const list = document.querySelector("nav");
const current = document.body.dataset.message || "";
function localTimes(root) {
  for (const time of root.querySelectorAll("time")) {
    const at = new Date(time.dateTime);
    const today = at.toDateString() === new Date().toDateString();
    time.title = at.toString();
    time.textContent = today ? at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : at.toLocaleDateString([], { day: "numeric", month: "short" });
  }
}
let shown = list.innerHTML;
localTimes(document);
setInterval(async () => {
  if (document.hidden) return;
  try {
    const response = await fetch("/dev/mailbox/list?message=" + encodeURIComponent(current));
    const fresh = response.ok ? await response.text() : shown;
    if (fresh.trim() === shown.trim()) return;
    shown = fresh;
    const focused = document.activeElement?.closest("nav a")?.getAttribute("href");
    list.innerHTML = fresh;
    localTimes(list);
    if (focused) list.querySelector('a[href="' + focused + '"]')?.focus();
  } catch {}
}, 1500);
`;
