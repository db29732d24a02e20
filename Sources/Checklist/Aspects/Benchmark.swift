extension Aspect {
  /// Aspect 4 of the checklist.
  package static let benchmark = Aspect(
    id: .benchmark,
    number: 4,
    title: "Is performance measured on train and test, and can the split be made again?",
    purpose: """
      A benchmark is only as good as its split. The metrics that fit the problem are measured on \
      the training and on the test set, and the way the rows were divided is written down so that \
      another person gets the same sets.
      """,
    questions: [
      Question(
        id: "benchmark.split-method",
        text: "How was the data split, and why does the split mirror production?",
        hint: """
          By time, by group or at random, in which order, with which fractions, and which future \
          the test set stands for.
          """),
      Question(
        id: "benchmark.reproduction",
        text: "Where is the split documented, and who has made it again?",
        hint: """
          The file or commit with method, seed and fractions, and the person or job that got the \
          same rows.
          """),
      Question(
        id: "benchmark.chosen-metrics",
        text: """
          Which metrics are measured on the train and on the test set, and why are they the \
          appropriate ones?
          """,
        hint: """
          Each metric with its values on both sets, and what a gap between the two would mean.
          """),
      Question(
        id: "benchmark.candidates",
        text: "Which models and settings were compared, and how was this one chosen?",
        hint: """
          The candidates with their figures, the set they were compared on, and that the test set \
          was not used to choose.
          """),
    ])
}
