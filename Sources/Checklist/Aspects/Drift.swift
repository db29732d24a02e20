extension Aspect {
  /// Aspect 10 of the checklist.
  package static let drift = Aspect(
    id: .drift,
    number: 10,
    title: "How is drift in the data monitored?",
    purpose: """
      Drift is a real change in what the model sees, not an error. Knowing which changes to expect \
      and how fast they come decides how to detect them and whether to adapt, retrain or wait.
      """,
    questions: [
      Question(
        id: "drift.history",
        text: "Which drifts were seen in the past, and which are to be expected?",
        hint: "Events with dates: seasons, price changes, releases, new customers, shocks."),
      Question(
        id: "drift.detection",
        text: "How is drift detected, and does that suit the kinds of change expected?",
        hint: """
          For each kind, abrupt, gradual or recurring, the detector and the delay that is \
          acceptable.
          """),
      Question(
        id: "drift.warnings",
        text: "Who is warned when inputs look unusual?",
        hint: """
          What counts as unusual, for a single input and for a window of them, and where the \
          warning goes.
          """),
      Question(
        id: "drift.adaptation",
        text: "What is done when drift comes, and does that suit the kind of change?",
        hint: """
          For each kind, the action, quarantine, wait, adapt, retrain or roll back, and who \
          approves it.
          """),
      Question(
        id: "drift.availability",
        text: "Can the distribution be obtained for every new feed of data?",
        hint: "For each feed, access, sampling and delay, and who tested it before it went live."),
    ])
}
