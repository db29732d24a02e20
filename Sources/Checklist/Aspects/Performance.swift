extension Aspect {
  /// Aspect 11 of the checklist.
  package static let performance = Aspect(
    id: .performance,
    number: 11,
    title: "How is performance monitored in production?",
    purpose: """
      Monitoring is there to decide something: to notice that performance changed, to find out \
      why, to retrain or to leave alone. It is automatic wherever possible; where it is not, a \
      person looks at fixed dates.
      """,
    questions: [
      Question(
        id: "performance.monitoring",
        text: "How is performance monitored: automatically, or by a person at fixed dates?",
        hint: "Metric, window and threshold, or the calendar and the person who looks."),
      Question(
        id: "performance.response",
        text: "Who acts on which warning, and how fast?",
        hint: "For each warning, the person on duty, the first step, and the time allowed."),
      Question(
        id: "performance.output-anomalies",
        text: "Which anomalies in the model's output raise a warning?",
        hint: """
          Missing, constant or impossible predictions, sudden changes in their rate, and where the \
          warning goes.
          """),
      Question(
        id: "performance.causes",
        text: "How is the cause of a drop found?",
        hint: """
          The steps to tell bad data from changed inputs, a changed world or a broken pipeline, \
          and who takes them.
          """),
      Question(
        id: "performance.retraining",
        text: "When is the model retrained, and who decides?",
        hint: """
          The threshold or schedule, the least data needed, the oldest the model may get, who \
          approves, and how the new model is compared with the old.
          """),
    ])
}
