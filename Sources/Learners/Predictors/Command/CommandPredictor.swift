/// A program that reads rows on standard input and answers each with a line on standard output.
///
/// It is started once and keeps running; a thread has one of its own. It must write each answer
/// when the row came, and not only at the end of its input.
package struct CommandPredictor: Predictor {
  /// What is written to the program, and read from it.
  package enum Form: String, Sendable, Hashable, CaseIterable {
    /// A JSON object a row; a JSON value an answer.
    case jsonl
    /// A line of CSV a row, the first line names the columns; answers likewise.
    case csv
  }

  private let words: [String]
  private let folder: String
  private let form: Form
  private let seconds: Double
  private let child: ChildProcess
  private let conversation = CommandConversation()

  /// Starts the program.
  init(
    _ words: [String], in folder: String, form: Form, seconds: Double
  ) throws(PredictorError) {
    self.words = words
    self.folder = folder
    self.form = form
    self.seconds = seconds
    child = try ChildProcess(words, in: folder)
  }

  package var name: String { "the command \(words[0])" }
  package var processGroup: Int32? { child.pid }

  package func another() throws(PredictorError) -> any Predictor {
    try CommandPredictor(words, in: folder, form: form, seconds: seconds)
  }

  package func prepare(_ rows: ModelRows) throws(PredictorError) -> any PreparedPrediction {
    let text = RowsText(rows)
    var bytes: [UInt8] = []
    for row in 0..<rows.count {
      bytes += (form == .jsonl ? try text.object(row) : text.line(row)).utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return Question(
      model: self, header: form == .csv ? Array((text.header + "\n").utf8) : [], bytes: bytes,
      rows: rows.count)
  }

  /// Lines that are ready to be sent.
  private struct Question: PreparedPrediction {
    let model: CommandPredictor
    let header: [UInt8]
    let bytes: [UInt8]
    let rows: Int

    func ask() throws(PredictorError) -> UnreadPredictions {
      let answer = try model.answer(to: self)
      let header = model.conversation.header
      return UnreadPredictions { [form = model.form, rows] () throws(PredictorError) in
        form == .jsonl
          ? try CommandAnswer.json(answer, rows: rows)
          : try CommandAnswer.csv(answer, header: header, rows: rows)
      }
    }
  }

  /// The lines that answer; a header comes before the first.
  private func answer(to question: Question) throws(PredictorError) -> [UInt8] {
    let isFirst = form == .csv && conversation.header.isEmpty
    do throws(ChildProcess.Failure) {
      let lines = try child.answer(
        to: (isFirst ? question.header : []) + question.bytes,
        lines: question.rows + (isFirst ? 1 : 0), ahead: isFirst ? 1 : 0, seconds: seconds)
      guard isFirst else { return lines }
      let header = lines.prefix { $0 != UInt8(ascii: "\n") }
      conversation.header = String(decoding: header, as: UTF8.self)
      return Array(lines.dropFirst(header.count + 1))
    } catch {
      throw failure(error)
    }
  }

  private func failure(_ failure: ChildProcess.Failure) -> PredictorError {
    switch failure {
    case .timeout:
      .timeout(
        model: name, seconds: seconds,
        remedy: "it must write and flush a line for each row as it comes"
          + (child.words.isEmpty ? "" : "; it says: \(child.words)"))
    case .ended(let status):
      .failed(
        model: name, problem: "\(status) before every row was answered", detail: child.words)
    case .unasked(let lines):
      .failed(
        model: name,
        problem:
          "wrote \(lines) \(lines == 1 ? "line" : "lines") more than it was asked rows, so that its "
          + "answers cannot be told apart: it must write nothing but an answer a row on standard output",
        detail: child.words)
    case .tooMuch:
      .failed(model: name, problem: "wrote more than can be held", detail: child.words)
    }
  }
}

/// What was said between this program and a command so far.
private final class CommandConversation: @unchecked Sendable {
  // Sendable: one thread speaks to the command at a time, as Predictor says.

  /// The first line of its answers, where they are CSV.
  var header = ""
}
