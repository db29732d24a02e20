extension Aspect {
  /// Aspect 7 of the checklist.
  package static let limits = Aspect(
    id: .limits,
    number: 7,
    title: "Are goals and hard limits set for quality, speed and cost?",
    purpose: """
      The most accurate model may be too slow or too dear to run. When goals and hard limits are \
      agreed before the figures are known, a trade-off is a decision and not an argument.
      """,
    questions: [
      Question(
        id: "limits.goals",
        text: "What are the goals and the hard limits for quality, time per prediction and cost?",
        hint: """
          For each a number with its unit: the value aimed at, and the value beyond which the \
          model may not ship.
          """),
      Question(
        id: "limits.owners",
        text: "Who set the limits?",
        hint: "The person or group behind each limit, and the need it comes from."),
      Question(
        id: "limits.measurements",
        text: """
          What do measurements say about processor, graphics processor and memory use, cost per \
          prediction and time per prediction?
          """,
        hint: "Figures with the hardware, the load and the batch size they were measured at."),
      Question(
        id: "limits.priorities",
        text: "What is given up first when quality, speed and cost conflict?",
        hint: """
          The order of priorities, and the cheaper or faster candidate that would be taken \
          instead.
          """),
    ])
}
