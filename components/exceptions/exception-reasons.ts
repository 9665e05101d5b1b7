/** By reason; a reason newer than this page is shown as it is. */
export const exceptionReasonTitles: Readonly<Record<string, string>> = {
  "risk-accepted": "Risk accepted",
  "false-positive": "False positive",
  "mitigated-elsewhere": "Mitigated elsewhere",
};
