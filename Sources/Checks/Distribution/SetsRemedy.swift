internal import Checklist
internal import Measurements
internal import Statistics

/// What would bring two sets to one distribution, computed: a new split, and weights.
struct SetsRemedy {
  /// What to do, each a sentence.
  let sentences: [String]
  let measurements: [Measurement]

  /// - Parameters:
  ///   - reference: the set that weights are given to: train.
  ///   - current: the set whose distribution it is to have.
  ///   - column: the column that moved most.
  init(_ reference: SetFacts, _ current: SetFacts, _ column: String, _ facts: Facts) {
    var sentences: [String] = []
    var measurements: [Measurement] = []
    if let split = NewSplit(facts) {
      sentences.append(split.sentence(Self.chance(reference, current, column), column))
    }
    if let weights = ShareWeights(reference, current, column) {
      sentences.append(weights.sentence(column))
      measurements.append(weights.measurement(column))
    }
    self.sentences = sentences
    self.measurements = measurements
  }

  /// The mean of Kolmogorov's distribution, `ln 2 √(π/2)`.
  private static let meanOfKolmogorov = 0.868_731_160_636_159_6

  /// The gap that two random sets of these sizes have in a column on average.
  ///
  /// Of numbers the mean of Kolmogorov's distribution by the square root of `1/n + 1/m`; of
  /// categories half the sum of the mean magnitudes of normal differences.
  private static func chance(
    _ first: SetFacts, _ second: SetFacts, _ column: String
  ) -> Double? {
    guard first.profile.rows > 0, second.profile.rows > 0 else { return nil }
    let scale = (1 / Double(first.profile.rows) + 1 / Double(second.profile.rows)).squareRoot()
    guard let mine = GroupShares(first, column), let theirs = GroupShares(second, column) else {
      return first.profile[column]?.type == .numeric
        ? meanOfKolmogorov * scale : nil
    }
    let total = Double(mine.total + theirs.total)
    let spread = Set(mine.counts.keys).union(theirs.counts.keys).reduce(0) { sum, value in
      let share = Double((mine.counts[value] ?? 0) + (theirs.counts[value] ?? 0)) / total
      return sum + (share * (1 - share)).squareRoot()
    }
    return spread * scale * (2 / Double.pi).squareRoot() / 2
  }
}

/// The command that divides all labelled rows again.
private struct NewSplit {
  private let command: String
  private let isGrouped: Bool

  /// Nil where the sets are no files that one query can read together.
  init?(_ facts: Facts) {
    let sets = facts.sets.filter { $0.role != .scoring && $0.profile.rows > 0 }
    let columns = facts.project.columns
    let sources = sets.compactMap { facts.project.data[$0.role]?.source }
    guard sources.count > 1, sources.allSatisfy(Self.isPlainPath) else { return nil }
    let rows = sets.map(\.profile.rows)
    let total = Double(rows.reduce(0, +))
    let fractions = rows.map { NumberText.fixed(Double($0) / total, decimals: 3) }
    let query = sources.map { "select * from '\($0)'" }.joined(separator: " union all by name ")
    isGrouped = columns.entity != nil
    let method =
      columns.entity.map { "group --entity \(Self.word($0))" }
      ?? (facts.project.model.task == .regression
        ? "random" : "stratified --stratify \(Self.word(columns.target))")
    let ignored =
      columns.identifier.isEmpty
      ? "" : " --ignore \(Self.word(columns.identifier.joined(separator: ",")))"
    command = """
      assay split "duckdb:\(query)" --method \(method)\(ignored) \
      --fractions \(fractions.joined(separator: ",")) --seed 1 --out splits
      """
  }

  /// Whether a source may stand between quotes in a query inside a command.
  private static func isPlainPath(_ source: String) -> Bool {
    source.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-./".unicodeScalars.contains($0)
    }
  }

  /// A name as one word of a shell.
  private static func word(_ name: String) -> String {
    isPlainPath(name.replacing(",", with: ""))
      ? name : "'\(name.replacing("'", with: "'\\''").visible)'"
  }

  func sentence(_ gap: Double?, _ column: String) -> String {
    let brings =
      gap.map {
        """
        : by chance \(column.visible) would then differ by about \(NumberText.percent($0))\
        \(isGrouped ? ", or more where rows of one group are alike" : "")
        """
      } ?? ""
    return "Divide the rows again\(brings): `\(command)`."
  }
}

/// Weights that give one set the shares that another has, and what they cost.
private struct ShareWeights {
  private let effective: Double
  private let rows: Int
  private let unreachable: Double
  private let names: (reference: String, current: String)

  /// Values beyond these are cut into tenths.
  private static let bins = 10

  /// Nil for columns that are neither numbers nor groups.
  init?(_ reference: SetFacts, _ current: SetFacts, _ column: String) {
    guard let shares = Self.shares(reference, current, column) else { return nil }
    var (sum, unreachable) = (0.0, 0.0)
    for (own, wanted) in shares {
      if own > 0 { sum += wanted * wanted / own } else { unreachable += wanted }
    }
    guard sum > 0 else { return nil }
    rows = reference.profile.rows
    // Kish's effective size, of weights `wanted / own` on the rows of each part.
    effective = Double(rows) * (1 - unreachable) * (1 - unreachable) / sum
    self.unreachable = unreachable
    names = (reference.role.rawValue, current.role.rawValue)
  }

  private static func shares(
    _ reference: SetFacts, _ current: SetFacts, _ column: String
  ) -> [(own: Double, wanted: Double)]? {
    if let own = GroupShares(reference, column), let wanted = GroupShares(current, column) {
      return Set(own.counts.keys).union(wanted.counts.keys).sorted().map {
        (own.share($0), wanted.share($0))
      }
    }
    guard case .numbers(let mine)? = reference.profile[column]?.content,
      case .numbers(let theirs)? = current.profile[column]?.content
    else { return nil }
    let segments = NumberSegments(mine)
    let edges = (1..<bins).compactMap { segments.quantile(Double($0) / Double(bins))?.value }
    let own = counts(segments, edges)
    let wanted = counts(NumberSegments(theirs), edges)
    let (total, other) = (own.reduce(0, +), wanted.reduce(0, +))
    guard total > 0, other > 0 else { return nil }
    return zip(own, wanted).map { (Double($0) / Double(total), Double($1) / Double(other)) }
  }

  private static func counts(_ segments: NumberSegments, _ edges: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: edges.count + 1)
    let (values, rows) = segments.representatives
    for (value, count) in zip(values, rows) {
      counts[edges.firstIndex { value <= $0 } ?? edges.count] += count
    }
    return counts
  }

  func sentence(_ column: String) -> String {
    let lost =
      unreachable >= 0.001
      ? """
      ; \(NumberText.percent(unreachable)) of \(names.current) lie where \(names.reference) has no row, which no \
      weight mends
      """ : ""
    return """
      Or weight the \(names.reference) rows by \(column.visible) to the shares of \(names.current): they then \
      count as \(NumberText.count(Int(effective))) of \(NumberText.count(rows))\(lost).
      """
  }

  func measurement(_ column: String) -> Measurement {
    Measurement(
      name: "effective \(names.reference) rows with weights by \(column)", value: effective,
      unit: "rows", note: "of \(NumberText.count(rows)); Kish's effective sample size")
  }
}
