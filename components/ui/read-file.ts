/** A file as the API takes it: its name, its type without parameters, and its bytes in base64. */
export async function readFile(
  file: File,
): Promise<{ fileName: string; mediaType: string; content: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let start = 0; start < bytes.length; start += 0x80_00)
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x80_00));
  return {
    fileName: file.name,
    mediaType: file.type.split(";")[0]?.trim() || "application/octet-stream",
    content: btoa(binary),
  };
}
