extension Aspect {
  /// Aspect 1 of the checklist.
  package static let parity = Aspect(
    id: .parity,
    number: 1,
    title: "Will it perform in production as it did in training?",
    purpose: """
      A model can do much worse once it is live than it did on the test set. The data to be scored \
      may differ from the data it learned from and was tested on, the features may be computed in \
      another way, or the two figures being compared may not measure the same thing over the same \
      length of time.
      """,
    questions: [
      Question(
        id: "parity.feature-differences",
        text: "Which feature steps are done differently in production than in training, and why?",
        hint: """
          Each step with its two implementations, the code or job that runs each, and how the two \
          are kept equal. "None" names the one code path that both use.
          """),
      Question(
        id: "parity.data-differences",
        text: "What would make the data to be scored differ from the training and test data?",
        hint: """
          Sources, filters, regions, seasons, customers or devices that only one of them has, and \
          when each began.
          """),
      Question(
        id: "parity.measure-differences",
        text: """
          Where is performance measured in another way, or over another length of time, in \
          production than in training?
          """,
        hint: """
          The definition of the measure, the rows it counts and the length of the period on both \
          sides: months of test data against a month of live data, for example.
          """),
    ])
}
