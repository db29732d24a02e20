internal import ADBC
internal import ArgumentParser
internal import Checklist
internal import Engines
internal import Foundation
internal import Learners
internal import Measurements
internal import Quarantine
internal import Reports
internal import Statistics
internal import Storage

/// How a run ends: the exit codes that every command shares.
enum Outcome {
  /// Done, and the answer is no.
  static let no = ExitCode(1)
  /// Wrong usage or configuration.
  static let refused = ExitCode(2)
  /// Data or a service could not be read.
  static let unreadable = ExitCode(3)
  /// Could not decide.
  static let undecided = ExitCode(4)
  /// Stopped by Ctrl-C.
  static let interrupted = ExitCode(130)

  /// Ends the program: the message where it belongs, and the exit code.
  static func exit(because error: any Error) -> Never {
    if let code = error as? ExitCode { Foundation.exit(code.rawValue) }
    if let (sentence, code) = explanation(of: error) {
      Console.standard.say("assay: \(sentence)")
      Foundation.exit(code.rawValue)
    }
    let message = AssayCommand.fullMessage(for: error)
    guard AssayCommand.exitCode(for: error).isSuccess else {
      Console.standard.say(message)
      Foundation.exit(refused.rawValue)
    }
    Console.standard.print(message)
    Foundation.exit(0)
  }

  /// One clear sentence and the exit code; nil for what the argument parser words itself.
  private static func explanation(of error: any Error) -> (String, ExitCode)? {
    switch error {
    case let error as EngineError: (error.description, ExitCode(error.exitCode))
    case let error as ADBCError:
      (EngineError(error, reading: "the data").description, unreadable)
    case let errors as ProjectErrors: (errors.description, refused)
    case let error as ProjectError: (error.description, refused)
    case let error as RoleInferenceError: (error.description, refused)
    case let error as MetricRefusal: (sentence(error.message), refused)
    case let error as UnknownMetric: (sentence(error.message), refused)
    case let error as RowsError: (error.description, refused)
    case let error as StudyRefusal: (error.description, refused)
    case let error as ProfileMismatch: (error.reason + ".", refused)
    case let error as UsageError: (error.description, refused)
    case let error as DecisionRefusal: (error.description, refused)
    case let error as DecisionLogError: (error.description, refused)
    case let error as RecordError: (error.description, refused)
    case let error as QuarantineError:
      (error.description, error.kind == .refused ? refused : unreadable)
    case let error as StorageError: (sentence(error.description), unreadable)
    case let error as LearnersError: (error.description, unreadable)
    case let error as PredictorError:
      (error.description.visible, error.isRefusal ? refused : unreadable)
    case let error as ReportWriteError: (error.description, unreadable)
    case let error as StorageError: (error.description + ".", unreadable)
    case let error as TemplateError: ("\(error)", unreadable)
    case let error as Undefined: ("could not decide: \(error.reason).", undecided)
    default: nil
    }
  }
}

extension Outcome {
  /// What an error says to a person.
  static func sentence(of error: any Error) -> String {
    explanation(of: error)?.0 ?? AssayCommand.message(for: error)
  }

  /// The text ended by one mark.
  private static func sentence(_ text: String) -> String {
    text.hasSuffix("?") ? text : text + "."
  }
}

/// Something that the person gave cannot be used: one sentence.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
