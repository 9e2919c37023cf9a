// Sums without floats: numbers as whole units of their finest place.
export function sum(texts) {
  const numbers = texts.map((text) => text.trim()).filter(Boolean);
  if (!numbers.length || numbers.some((text) => !/^-?\d+(\.\d+)?$/.test(text))) return "";
  const places = Math.max(...numbers.map((text) => (text.split(".")[1] ?? "").length));
  const total = numbers.reduce((found, text) => {
    const [whole, part = ""] = text.split(".");
    return found + BigInt(whole + part.padEnd(places, "0"));
  }, 0n);
  const digits = (total < 0n ? -total : total).toString().padStart(places + 1, "0");
  const body = places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
  return total < 0n ? `-${body}` : body;
}
