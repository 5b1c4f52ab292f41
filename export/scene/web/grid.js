/* Coordinates as people write them: decimal, degrees with minutes and seconds, and MGRS; written and read. */
panj.grid = (function () {
  "use strict";
  const A = 6378137, F = 1 / 298.257223563, N = F / (2 - F), E = Math.sqrt(F * (2 - F)), SCALE = 0.9996;
  const RADIUS = A / (1 + N) * (1 + N ** 2 / 4 + N ** 4 / 64), RADIANS = Math.PI / 180, SQUARE_M = 100000;
  /* Krüger's series for the transverse Mercator map, to the fourth order: exact to well below a millimetre */
  const ONTO = [N / 2 - 2 * N ** 2 / 3 + 5 * N ** 3 / 16 + 41 * N ** 4 / 180, 13 * N ** 2 / 48 - 3 * N ** 3 / 5 + 557 * N ** 4 / 1440,
    61 * N ** 3 / 240 - 103 * N ** 4 / 140, 49561 * N ** 4 / 161280];
  const BACK = [N / 2 - 2 * N ** 2 / 3 + 37 * N ** 3 / 96 - N ** 4 / 360, N ** 2 / 48 + N ** 3 / 15 - 437 * N ** 4 / 1440,
    17 * N ** 3 / 480 - 37 * N ** 4 / 840, 4397 * N ** 4 / 161280];
  const BANDS = "CDEFGHJKLMNPQRSTUVWX", COLUMNS = ["ABCDEFGH", "JKLMNPQR", "STUVWXYZ"], ROWS = "ABCDEFGHJKLMNPQRSTUV";
  const WHOLE = /^(\d{1,2})([C-HJ-NP-X])([A-HJ-NP-Z])([A-HJ-NP-V])(\d*)$/;
  const ANGLES = /^[NSEW]?[-+]?\d[\d\s.,;°'"′″’”:NSEW+-]*$/, FORMATS = ["decimal", "dms", "mgrs"];

  const sum = (parts, one) => parts.reduce((total, part, row) => total + part * one(2 * (row + 1)), 0);
  const wrapped = (lng) => ((lng + 180) % 360 + 360) % 360 - 180;
  const middleOf = (zone) => zone * 6 - 183;

  /* the zones of Norway and Svalbard are not as wide as the others */
  function zoneOf(lat, lng) {
    if (lat >= 56 && lat < 64 && lng >= 3 && lng < 12) return 32;
    if (lat >= 72 && lng >= 0 && lng < 42) return lng < 9 ? 31 : lng < 21 ? 33 : lng < 33 ? 35 : 37;
    return Math.floor((lng + 180) / 6) + 1;
  }

  function onto(lat, lng, zone) {
    const phi = lat * RADIANS, l = (lng - middleOf(zone)) * RADIANS;
    const t = Math.sinh(Math.atanh(Math.sin(phi)) - E * Math.atanh(E * Math.sin(phi)));
    const x = Math.atan2(t, Math.cos(l)), y = Math.atanh(Math.sin(l) / Math.hypot(1, t));
    return { east: 500000 + SCALE * RADIUS * (y + sum(ONTO, (j) => Math.cos(j * x) * Math.sinh(j * y))),
      north: SCALE * RADIUS * (x + sum(ONTO, (j) => Math.sin(j * x) * Math.cosh(j * y))) };
  }

  function back(east, north, zone) {
    const x = north / (SCALE * RADIUS), y = (east - 500000) / (SCALE * RADIUS);
    const x1 = x - sum(BACK, (j) => Math.sin(j * x) * Math.cosh(j * y)), y1 = y - sum(BACK, (j) => Math.cos(j * x) * Math.sinh(j * y));
    const psi = Math.atanh(Math.sin(x1) / Math.cosh(y1));
    let phi = Math.asin(Math.tanh(psi));
    for (let step = 0; step < 12; step += 1) phi = Math.asin(Math.tanh(psi + E * Math.atanh(E * Math.sin(phi))));
    return { lat: phi / RADIANS, lng: wrapped(middleOf(zone) + Math.atan2(Math.sinh(y1), Math.cos(x1)) / RADIANS) };
  }

  /* to the metre; empty towards the poles, where this grid ends */
  function mgrs(lat, lng) {
    lng = wrapped(lng);
    if (!(lat >= -80 && lat <= 84)) return "";
    const zone = zoneOf(lat, lng), { east, north } = onto(lat, lng, zone), up = north < 0 ? north + 1e7 : north;
    const column = COLUMNS[(zone - 1) % 3][Math.floor(east / SQUARE_M) - 1];
    const row = ROWS[(Math.floor(up / SQUARE_M) + (zone % 2 ? 0 : 5)) % 20];
    const digits = [east, up].map((metres) => String(Math.floor(metres % SQUARE_M)).padStart(5, "0"));
    return zone + BANDS[Math.min(19, Math.floor(lat / 8 + 10))] + " " + column + row + " " + digits.join(" ");
  }

  /* the middle of the square that a code names; null for what is no code */
  function fromMgrs(code) {
    const parts = WHOLE.exec(code.replace(/\s/g, "").toUpperCase());
    if (!parts || parts[5].length % 2 || parts[5].length > 10) return null;
    const zone = Number(parts[1]), bottom = BANDS.indexOf(parts[2]) * 8 - 80, half = parts[5].length / 2, size = 10 ** (5 - half);
    const column = zone < 1 || zone > 60 ? -1 : COLUMNS[(zone - 1) % 3].indexOf(parts[3]);
    if (column < 0) return null;
    const rest = [parts[5].slice(0, half), parts[5].slice(half)].map((digits) => Number(digits) * size + size / 2);
    const away = bottom < 0 ? 1e7 : 0, lowest = Math.floor((onto(bottom, middleOf(zone), zone).north + away) / SQUARE_M) * SQUARE_M;
    let north = ((ROWS.indexOf(parts[4]) - (zone % 2 ? 0 : 5) + 20) % 20) * SQUARE_M + rest[1];
    while (north < lowest) north += 20 * SQUARE_M;
    const found = back((column + 1) * SQUARE_M + rest[0], north - away, zone);
    return found.lat >= bottom - 1 && found.lat <= bottom + (bottom === 72 ? 13 : 9) ? found : null;
  }

  function sexagesimal(degrees, [plus, minus]) {
    const tenths = Math.round(Math.abs(degrees) * 36000), two = (number) => String(number).padStart(2, "0");
    const seconds = (tenths % 600 / 10).toFixed(1).padStart(4, "0");
    return Math.floor(tenths / 36000) + "°" + two(Math.floor(tenths / 600) % 60) + "′" + seconds + "″" + (degrees < 0 ? minus : plus);
  }

  function written(format, { lat, lng }) {
    const at = wrapped(lng);
    if (format === "mgrs") return mgrs(lat, at);
    if (format === "dms") return panj.figure(sexagesimal(lat, "NS") + " " + sexagesimal(at, "EW"));
    return panj.figure(lat.toFixed(5) + ", " + at.toFixed(5));
  }

  /* digits of other scripts, as they are typed */
  const plain = (text) => text.replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660)
    .replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0).replace(/٫/g, ".").replace(/،/g, ",").trim().toUpperCase();

  /* latitude first, unless letters say otherwise; null for what is no place */
  function read(typed) {
    const text = plain(typed), coded = fromMgrs(text);
    if (coded || text.length > 60 || !ANGLES.test(text)) return coded;
    const numbers = text.match(/[-+]?\d+(\.\d+)?/g).map(Number), letters = text.match(/[NSEW]/g) || [], half = numbers.length / 2;
    if (![1, 2, 3].includes(half) || ![0, 2].includes(letters.length)) return null;
    const turned = "EW".includes(letters[0] || "-");
    if (letters.length && turned === "EW".includes(letters[1])) return null;
    const parts = [numbers.slice(0, half), numbers.slice(half)].map((part, row) => angle(part, letters[row]));
    const [lat, lng] = turned ? parts.reverse() : parts;
    return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null;
  }

  function angle(parts, letter) {
    if (parts.slice(1).some((part) => part < 0 || part >= 60)) return NaN;
    const size = Math.abs(parts[0]) + (parts[1] || 0) / 60 + (parts[2] || 0) / 3600;
    return (Object.is(Math.sign(parts[0]), -1) ? -1 : 1) * ("SW".includes(letter || "-") ? -1 : 1) * size;
  }

  return { mgrs, fromMgrs, written, read, FORMATS };
})();
