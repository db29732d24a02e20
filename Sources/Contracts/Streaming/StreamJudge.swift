#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Rows of JSON held against a contract, a line at a time.
///
/// What is handed on, held and said of the rows is appended to buffers that the caller writes and
/// empties; so no row stays here longer than the bytes that it came in. Every row is in one of the
/// two: in = passed + quarantined.
@safe package final class StreamJudge {
  // Safe: `rules` keeps what `tests` points to.

  /// Rows that go on, as they came.
  package var passed: [UInt8] = []
  /// Rows that are held, each as a JSON object on a line with its reasons.
  package var quarantined: [UInt8] = []
  /// What was found of each row, as a JSON object on a line.
  package var results: [UInt8] = []

  /// Which of the buffers are filled.
  package struct Outputs: Sendable {
    let passed: Bool
    let quarantined: Bool
    let results: Bool

    /// Chooses buffers.
    package init(passed: Bool, quarantined: Bool, results: Bool) {
      self.passed = passed
      self.quarantined = quarantined
      self.results = results
    }
  }

  private struct RowItem {
    /// Its place in the plan.
    let index: Int
    let id: String
    let test: RowTest
    let shows: [StreamColumns.Column]
    let mostly: Double
    let severity: Severity
    let isHidden: Bool
  }

  /// A rule's question of a row, as an object that can be asked without being held on to.
  private final class RowTest {
    let holds: (StreamRow) -> Bool?

    init(_ holds: @escaping (StreamRow) -> Bool?) { self.holds = holds }
  }

  private struct FigureItem {
    let index: Int
    let update: (StreamRow) -> Void
    let finish: (StreamEnd) -> StreamFigure
    let isHidden: Bool
  }

  private let plan: StreamPlan
  private let run: ValidationReport.Run
  private let outputs: Outputs
  private let rules: [RowItem]
  /// The tests of ``rules``, which live as long: to count a reference for each rule of each row
  /// took a quarter of the time.
  private let tests: [Unmanaged<RowTest>]
  private let figures: [FigureItem]
  private var reader: RowReader
  private var tallies: [StreamTally]
  private var lineTally = StreamTally()
  /// Where the first line that cannot be read has its flaw, and which.
  private var firstFlaw: String?
  private var (rows, unread, held, handedOn) = (0, 0, 0, 0)
  /// Ids of the rules that stopped the hand-over, in the order in which they did.
  private var blocking: [String] = []
  /// The rules that the row at hand breaks, and those of them that hold it.
  private var broken: [Int] = []
  private var holding: [Int] = []

  /// Makes a plan ready for its first line.
  package init(_ plan: StreamPlan, run: ValidationReport.Run, outputs: Outputs) {
    let personal = plan.contract.personal
    func isHidden(_ columns: [StreamColumns.Column]) -> Bool {
      columns.contains { personal.contains($0.name) }
    }
    var rules: [RowItem] = []
    var figures: [FigureItem] = []
    for (index, item) in plan.items.enumerated() {
      switch item.question {
      case .rows(let holds, let shows):
        rules.append(
          RowItem(
            index: index, id: item.rule.id, test: RowTest(holds), shows: shows,
            mostly: item.rule.mostly, severity: item.rule.severity, isHidden: isHidden(shows)))
      case .figure(let update, let finish, let reveals):
        figures.append(
          FigureItem(index: index, update: update, finish: finish, isHidden: isHidden(reveals)))
      }
    }
    self.plan = plan
    self.run = run
    self.outputs = outputs
    self.rules = rules
    unsafe tests = rules.map { unsafe Unmanaged.passUnretained($0.test) }
    self.figures = figures
    reader = RowReader(plan.columns.columns)
    tallies = [StreamTally](repeating: StreamTally(), count: rules.count)
  }

  /// Lines so far, with the empty ones that are no rows.
  package private(set) var lines = 0

  /// Judges whole lines.
  ///
  /// - Parameters:
  ///   - bytes: lines, the last ended by a line feed too; behind it ``JSONCursor/padding`` bytes
  ///     can be read.
  ///   - isUnended: whether the last line feed is not of the stream, which ended without one.
  ///   - now: the moment, in microseconds since 1970.
  package func judge(_ bytes: UnsafeBufferPointer<UInt8>, isUnended: Bool = false, now: Int64) {
    guard let first = bytes.baseAddress else { return }
    var start = 0
    while start < bytes.count,
      let found = unsafe memchr(first + start, 0x0A, bytes.count - start)
    {
      let end = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(first)
      unsafe judge(
        first + start, end - start, ending: isUnended && end + 1 == bytes.count ? 0 : 1, now: now)
      start = end + 1
    }
  }

  /// Judges a line of so many bytes, and hands it on with its end.
  private func judge(
    _ line: UnsafePointer<UInt8>, _ count: Int, ending: Int, now: Int64
  ) {
    lines += 1
    // A mark of the order of bytes is part of the first line and of no JSON.
    let mark =
      unsafe rows == 0 && count >= 3 && line[0] == 0xEF && line[1] == 0xBB && line[2] == 0xBF
    let skipped = mark ? 3 : 0
    guard unsafe !Self.isBlank(line + skipped, count - skipped) else { return }
    rows += 1
    broken.removeAll(keepingCapacity: true)
    holding.removeAll(keepingCapacity: true)
    var flaw: JSONFlaw?
    do throws(JSONFlaw) {
      try unsafe reader.read(line + skipped, count - skipped)
      judge(reader.values(now: now))
    } catch {
      unread += 1
      lineTally.fail(row: rows)
      let found = JSONFlaw(reason: error.reason, offset: error.offset + skipped)
      firstFlaw = firstFlaw ?? words(found)
      flaw = found
    }
    if flaw == nil { lineTally.hold() }
    let goesOn = flaw == nil && holding.isEmpty && blocking.isEmpty
    if goesOn {
      handedOn += 1
      if outputs.passed {
        unsafe passed.append(contentsOf: UnsafeBufferPointer(start: line, count: count + ending))
      }
    } else {
      held += 1
      if outputs.quarantined {
        unsafe hold(UnsafeBufferPointer(start: line, count: count), flaw, now: now)
      }
    }
    if outputs.results { say(goesOn, flaw) }
  }

  /// Asks the rules of a row.
  private func judge(_ row: StreamRow) {
    // The lists are taken hold of once a row, not once a rule.
    unsafe Self.ask(tests, row, &tallies, &broken)
    for index in broken {
      let rule = rules[index]
      tallies[index].fail(row: rows)
      if !rule.isHidden { tallies[index].show(row, rule.shows) }
      guard rule.severity > .warn, !tallies[index].isTolerable(rule.mostly) else { continue }
      holding.append(index)
      if rule.severity == .block, !blocking.contains(rule.id) { blocking.append(rule.id) }
    }
    for index in figures.indices { figures[index].update(row) }
  }

  /// Notes in which rules a row holds, and lists those that it breaks.
  private static func ask(
    _ tests: [Unmanaged<RowTest>], _ row: StreamRow, _ tallies: inout [StreamTally],
    _ broken: inout [Int]
  ) {
    for index in unsafe tests.indices {
      switch unsafe tests[index]._withUnsafeGuaranteedRef({ $0.holds(row) }) {
      case true?: tallies[index].hold()
      case false?: broken.append(index)
      case nil: break
      }
    }
  }

  private static func isBlank(_ line: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    for index in 0..<count {
      let byte = unsafe line[index]
      if byte != 0x20, byte != 0x09, byte != 0x0D { return false }
    }
    return true
  }

  // What is written.

  /// Appends a held row with its reasons.
  private func hold(_ line: UnsafeBufferPointer<UInt8>, _ flaw: JSONFlaw?, now: Int64) {
    var ids = holding.map { rules[$0].id } + (flaw == nil ? [] : [StreamPlan.lineRule])
    ids += blocking.filter { !ids.contains($0) }
    quarantined.append("{\"assay_rules\":")
    append(ids, to: \.quarantined)
    quarantined.append(",\"assay_values\":{")
    appendValues(now)
    quarantined.append("},\"assay_row\":")
    quarantined.append(number: rows)
    quarantined.append(",\"assay_run\":")
    quarantined.append(quoted: run.id)
    quarantined.append(",\"assay_time\":")
    quarantined.append(quoted: TextReading.words(now, isDate: false))
    if let flaw {
      quarantined.append(",\"assay_flaw\":")
      quarantined.append(quoted: words(flaw))
    }
    if let start = line.baseAddress, unsafe UTF8Bytes.areValid(start, line.count) {
      quarantined.append(",\"assay_line\":")
      unsafe quarantined.append(quoted: line)
    } else {
      quarantined.append(",\"assay_bytes\":")
      unsafe quarantined.append(base64: line)
    }
    quarantined.append("}\n")
  }

  /// Appends the values that the rules judged, by their columns.
  private func appendValues(_ now: Int64) {
    let row = reader.values(now: now)
    var seen: [Int] = []
    for column in holding.flatMap({ rules[$0].shows }) where !seen.contains(column.slot) {
      if !seen.isEmpty { quarantined.append(",") }
      seen.append(column.slot)
      quarantined.append(quoted: column.name)
      quarantined.append(":")
      let value = row[column.slot]
      if value.kind == .missing {
        quarantined.append("null")
      } else {
        unsafe quarantined.append(quoted: value.bytes)
      }
    }
  }

  /// Appends what was found of a row.
  private func say(_ goesOn: Bool, _ flaw: JSONFlaw?) {
    results.append("{\"row\":")
    results.append(number: rows)
    results.append(goesOn ? ",\"ok\":true,\"rules\":" : ",\"ok\":false,\"rules\":")
    append(broken.map { rules[$0].id } + (flaw == nil ? [] : [StreamPlan.lineRule]), to: \.results)
    if let flaw {
      results.append(",\"flaw\":")
      results.append(quoted: words(flaw))
    }
    results.append("}\n")
  }

  private func append(_ ids: [String], to buffer: ReferenceWritableKeyPath<StreamJudge, [UInt8]>) {
    self[keyPath: buffer].append("[")
    for (index, id) in ids.enumerated() {
      if index > 0 { self[keyPath: buffer].append(",") }
      self[keyPath: buffer].append(quoted: id)
    }
    self[keyPath: buffer].append("]")
  }

  private func words(_ flaw: JSONFlaw) -> String {
    "line \(lines), byte \(flaw.offset + 1): \(flaw.reason.rawValue)"
  }

  // The end.

  /// Columns that rules name and no row had.
  package var absentColumns: [String] {
    guard rows > unread else { return [] }
    let required = Set(plan.contract.columns.filter(\.isRequired).map(\.name))
    return plan.columns.columns.enumerated()
      .filter { !reader.hasAppeared($0.offset) && !required.contains($0.element.name) }
      .map(\.element.name)
  }

  /// What was found of all rows.
  ///
  /// - Parameter now: the moment, in microseconds since 1970.
  package func finish(now: Int64) -> ValidationReport {
    precondition(
      handedOn + held == rows, "\(rows) rows in, \(handedOn) passed and \(held) quarantined")
    let end = StreamEnd(
      rows: rows, read: rows - unread, now: now, keys: reader.appeared,
      hasMoreKeys: reader.hasUnknownKeys)
    let personal = plan.contract.personal
    var results: [Int: ConstraintResult] = [:]
    for (rule, tally) in zip(rules, tallies) {
      results[rule.index] = ConstraintResult(
        plan.items[rule.index].rule, tally, isHidden: rule.isHidden, personal: personal)
    }
    for figure in figures {
      results[figure.index] = ConstraintResult(
        plan.items[figure.index].rule, figure.finish(end), rows: rows, isHidden: figure.isHidden,
        personal: personal)
    }
    let all =
      [ConstraintResult(lines: lineTally, flaw: firstFlaw)]
      + plan.items.indices.compactMap { results[$0] }
    return ValidationReport(
      rows: rows, held: held, results: all,
      isBlocked: all.contains { !$0.ok && $0.severity == .block }, run: run,
      contract: plan.contract)
  }
}
