extension Aspect {
  /// Aspect 3 of the checklist.
  package static let metrics = Aspect(
    id: .metrics,
    number: 3,
    title: "Are the performance metrics defined for training and for scoring?",
    purpose: """
      A rise or a fall in production can be told from noise only when each metric is defined on \
      both sides and a training figure can be translated to a production figure. Length of period, \
      season, subgroups, the unit that is judged, resampled classes and small samples all change \
      what a metric shows.
      """,
    questions: [
      Question(
        id: "metrics.meaning",
        text: "What does each metric mean for the business?",
        hint: """
          The decision that changes when the metric moves by a stated amount, and who takes it.
          """),
      Question(
        id: "metrics.translation",
        text: "How does a training figure translate to the figure expected in production?",
        hint: """
          Period, season and rows behind each of them, and the range of production values that \
          would still be as expected.
          """),
      Question(
        id: "metrics.period",
        text: """
          Over which period is performance assessed in production, and how does the metric change \
          with a longer one?
          """,
        hint: """
          The window, why it was chosen, and what happens to the error as the model gets older: \
          the first month against the first year.
          """),
      Question(
        id: "metrics.groups",
        text: "Which subgroups matter, and how large is each in production?",
        hint: """
          Groups by name with their expected share of production rows, and the lowest acceptable \
          value of the metric in each.
          """),
      Question(
        id: "metrics.judged-unit",
        text: """
          Is what the model is judged by in production the same unit as the rows it was trained \
          and tested on?
          """,
        hint: """
          Rows against whole videos, visits against patients, items against orders, and how many \
          of the pieces are positive in each.
          """),
      Question(
        id: "metrics.resampling",
        text: """
          Were classes over-sampled or under-sampled for training, and how are the metrics kept \
          comparable?
          """,
        hint: """
          The method, the class shares before and after, and which sets were left at the natural \
          shares.
          """),
      Question(
        id: "metrics.sample-size",
        text: """
          Are the training and test sets large enough for their metrics to hold on new data?
          """,
        hint: """
          Rows and positive rows in each set, the width of the metric's interval, and how much it \
          moved on repeated splits.
          """),
    ])
}
