/* Distances and bearings on WGS 84: Vincenty (1975), inverse and direct, metres and degrees. */
panj.geodesy = (function () {
  "use strict";
  const A = 6378137, F = 1 / 298.257223563, B = A * (1 - F), E2 = (A * A - B * B) / (B * B);
  const RADIANS = Math.PI / 180, CLOSE = 1e-13, MOST_STEPS = 500, STEP_M = 50000;

  /* the two series in the squared second eccentricity along the geodesic */
  function series(cosSquared) {
    const u = cosSquared * E2;
    return [1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u))), u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))];
  }

  function correction(b, sin, cos, middle) {
    return b * sin * (middle + b / 4 * (cos * (2 * middle * middle - 1) -
      b / 6 * middle * (4 * sin * sin - 3) * (4 * middle * middle - 3)));
  }

  const flat = (cosSquared) => F / 16 * cosSquared * (4 + F * (4 - 3 * cosSquared));
  const turned = (degrees) => (degrees % 360 + 360) % 360;

  /* {metres, bearing}; null between points almost opposite to each other, where the series does not settle */
  function inverse(from, to) {
    const l = (turned(to.lng - from.lng + 180) - 180) * RADIANS;
    const u1 = Math.atan((1 - F) * Math.tan(from.lat * RADIANS)), u2 = Math.atan((1 - F) * Math.tan(to.lat * RADIANS));
    const s1 = Math.sin(u1), c1 = Math.cos(u1), s2 = Math.sin(u2), c2 = Math.cos(u2);
    let lambda = l;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const sinL = Math.sin(lambda), cosL = Math.cos(lambda);
      const sin = Math.hypot(c2 * sinL, c1 * s2 - s1 * c2 * cosL), cos = s1 * s2 + c1 * c2 * cosL;
      if (sin === 0) return cos < 0 ? null : { metres: 0, bearing: 0 };
      const sigma = Math.atan2(sin, cos), sinA = c1 * c2 * sinL / sin, cosSquared = 1 - sinA * sinA;
      const middle = cosSquared > 1e-15 ? cos - 2 * s1 * s2 / cosSquared : 0, c = flat(cosSquared), before = lambda;
      lambda = l + (1 - c) * F * sinA * (sigma + c * sin * (middle + c * cos * (2 * middle * middle - 1)));
      if (Math.abs(lambda) > Math.PI) return null;
      if (Math.abs(lambda - before) > CLOSE) continue;
      const [a, b] = series(cosSquared);
      return { metres: B * a * (sigma - correction(b, sin, cos, middle)),
        bearing: turned(Math.atan2(c2 * sinL, c1 * s2 - s1 * c2 * cosL) / RADIANS) };
    }
    return null;
  }

  /* where one arrives after so many metres on a bearing */
  function direct(from, bearing, metres) {
    const u1 = Math.atan((1 - F) * Math.tan(from.lat * RADIANS)), s1 = Math.sin(u1), c1 = Math.cos(u1);
    const sinB = Math.sin(bearing * RADIANS), cosB = Math.cos(bearing * RADIANS), start = Math.atan2(s1, c1 * cosB);
    const sinA = c1 * sinB, cosSquared = 1 - sinA * sinA, [a, b] = series(cosSquared), first = metres / (B * a);
    let sigma = first, middle = 0, sin = 0, cos = 1;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      middle = Math.cos(2 * start + sigma); sin = Math.sin(sigma); cos = Math.cos(sigma);
      const next = first + correction(b, sin, cos, middle), moved = Math.abs(next - sigma);
      sigma = next;
      if (moved < CLOSE) break;
    }
    middle = Math.cos(2 * start + sigma); sin = Math.sin(sigma); cos = Math.cos(sigma);
    const lat = Math.atan2(s1 * cos + c1 * sin * cosB, (1 - F) * Math.hypot(sinA, s1 * sin - c1 * cos * cosB));
    const lambda = Math.atan2(sin * sinB, c1 * cos - s1 * sin * cosB), c = flat(cosSquared);
    const l = lambda - (1 - c) * F * sinA * (sigma + c * sin * (middle + c * cos * (2 * middle * middle - 1)));
    return { lat: lat / RADIANS, lng: turned(from.lng + l / RADIANS + 180) - 180 };
  }

  /* points along the geodesics through some points, close enough to be drawn as a line */
  function path(points) {
    return points.slice(1).reduce((made, to, row) => {
      const from = points[row], leg = inverse(from, to), parts = leg ? Math.ceil(leg.metres / STEP_M) : 1;
      for (let part = 1; part < parts; part += 1) made.push(direct(from, leg.bearing, leg.metres * part / parts));
      return made.concat([to]);
    }, points.slice(0, 1));
  }

  function circle(middle, metres) {
    return Array.from({ length: 90 }, (_, row) => direct(middle, row * 4, metres));
  }

  return { inverse, direct, path, circle };
})();
