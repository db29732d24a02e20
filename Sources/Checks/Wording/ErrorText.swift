internal import ADBC
internal import Checklist
internal import Engines
internal import Learners
internal import Measurements
internal import Statistics

/// An error as a clause for a finding: what is wrong and what to do in assay.yaml.
struct ErrorText {
  /// Without a capital and without a full stop.
  let clause: String

  /// - Parameter personal: columns whose values are not quoted.
  init(_ error: any Error, hiding personal: [String] = []) {
    let personal = Set(personal)
    let text =
      switch error {
      case let undefined as Undefined: undefined.reason.inProject
      case let refusal as MetricRefusal: Self.words(refusal.withoutValues(of: personal))
      case let unknown as UnknownMetric: unknown.message
      case let mismatch as ProfileMismatch: mismatch.reason
      case let refusal as SplitRefusal: refusal.message
      case let refusal as StudyRefusal: refusal.description.inProject
      case let rows as RowsError: Self.words(rows.withoutValues(of: personal))
      case let learners as LearnersError: learners.description
      case let predictor as PredictorError: predictor.description
      case let engine as EngineError: engine.description
      case let adbc as ADBCError: adbc.description
      case let project as ProjectError: project.description
      case let told as any Error & CustomStringConvertible: told.description
      default: "an error came that has no words yet; please report it with this file (\(error))"
      }
    clause = text.asClause.visible
  }

  /// The refusals that name options of a command, in the words of assay.yaml.
  private static func words(_ refusal: MetricRefusal) -> String {
    switch refusal {
    case .notBinary(let column, let values):
      """
      column “\(column)” has more than two values (\(values.map { ShownSample.text($0) }.listed()), …), and the task is binary: \
      mend columns.target or model.task
      """
    case .undeclaredPositive(let column, let values):
      """
      nothing says which value of column “\(column)” (\(values.listed())) is the positive one: add \
      columns.positive
      """
    case .positiveNotFound(let column, let positive, let values):
      """
      the positive value “\(positive)” does not occur in column “\(column)”, which holds \
      \(values.listed()): mend columns.positive
      """
    case .tooManyGroups(let limit, let by) where by.isEmpty:
      "there are more than \(limit) windows: choose a longer metrics.window"
    case .tooManyGroups(let limit, let by):
      """
      column “\(by.listed())” has more than \(limit) values: it divides the rows into too many \
      groups; take it out of columns.segments or merge its values
      """
    case .missingOption, .badOption, .unknownColumn, .wrongType, .foreignClasses, .tooManyClasses,
      .tooManyCells, .tooManyQueries, .negativeRelevance, .tornQuery, .badProbability:
      refusal.message.inProject
    }
  }

  private static func words(_ error: RowsError) -> String {
    guard case .positiveUnclear(let column, nil, let found) = error else {
      return error.description
    }
    return words(MetricRefusal.undeclaredPositive(column: column, values: found))
  }
}
