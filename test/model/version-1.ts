/** On the small article of `sample.ts`: "„Wir bauen“, sagte Meier, „noch im Mai.“" */
export const VERSION_1 = `{
  "format": "prosemirror-attribution",
  "version": 1,
  "annotations": [
    {
      "id": "a1",
      "origin": "detected",
      "target": {
        "ranges": {
          "quote": [{ "start": 15, "end": 26 }, { "start": 41, "end": 55 }],
          "speaker": [{ "start": 34, "end": 39 }],
          "cue": [{ "start": 28, "end": 33 }],
          "frame": [{ "start": 26, "end": 41 }],
          "addressee": []
        },
        "wording": "„Wir bauen“ … „noch im Mai.“",
        "prefix": "Rat stimmt zu\\n\\n",
        "suffix": " Das werde teuer.",
        "speaker": "Meier",
        "detached": false
      },
      "kind": "direct",
      "speakerIs": { "kind": "named", "name": "Meier" },
      "outlet": null,
      "confidence": 0.9,
      "reasons": [{ "rule": "quote-marks", "word": "sagte" }],
      "flags": [],
      "evidence": [
        {
          "id": "e1",
          "sourceId": "q1",
          "relation": "origin",
          "passage": "Wir bauen noch im Mai",
          "locator": "S. 3",
          "by": { "id": "mk", "name": "M. K." },
          "at": "2026-11-24T09:30:00.000Z"
        }
      ],
      "review": {
        "status": "verified",
        "wording": "„Wir bauen“ … „noch im Mai.“",
        "by": { "id": "mk", "name": "M. K." },
        "at": "2026-11-24T09:30:00.000Z"
      },
      "note": "Mitschnitt gehört",
      "dismissed": false
    }
  ],
  "sources": [
    {
      "id": "q1",
      "kind": "web-page",
      "title": "Titel q1",
      "url": "https://example.org/rat",
      "reliability": "unset",
      "confidential": false
    }
  ],
  "log": [
    {
      "at": "2026-11-24T09:30:00.000Z",
      "by": { "id": "mk", "name": "M. K." },
      "action": "set-status",
      "subject": "a1",
      "before": "unchecked",
      "after": "verified"
    }
  ]
}
`
