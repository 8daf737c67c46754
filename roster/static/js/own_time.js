// The reader's own clock beside that of an authority; without script the page shows UTC.
for (const place of document.querySelectorAll("[data-own-time]")) {
  const moment = new Date(place.dateTime);
  const language = document.documentElement.lang;
  const digits = language === "ar" ? "ar-u-nu-arab" : language;
  const figure = place.querySelector("b");
  const zone = place.querySelector("span");
  if (Number.isNaN(moment.getTime()) || !figure || !zone) continue;
  figure.textContent = new Intl.DateTimeFormat(digits, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(moment);
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  zone.textContent = name.replaceAll("_", " ");
  zone.dir = "ltr";
}
