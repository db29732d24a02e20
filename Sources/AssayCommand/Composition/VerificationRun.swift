internal import Checklist
internal import Checks
internal import Engines
internal import Foundation
internal import Reports

/// One run of `verify`: the record, and what it was made from as it is today.
struct VerificationRun {
  private let file: String
  private let opened: OpenProject
  private let path: String
  private let record: AssessmentRecord

  /// Reads the project file and the record.
  ///
  /// - Parameter report: the record's file; nil for the one in the report's folder.
  init(project file: String, report: String?) throws {
    self.file = file
    opened = try OpenProject(file)
    path =
      report
      ?? opened.path(of: opened.project.reportDirectory) + "/" + AssessmentRecords.fileName
    record = try AssessmentRecords.read(path)
  }

  /// Compares, and measures again when asked.
  func finished(recompute: Bool) throws -> FinishedVerification {
    FinishedVerification(
      report: path, record: record,
      verification: Verification(
        record, inputs: try inputs(), settings: opened.settingHashes,
        answers: opened.project.answers, version: Version.current),
      log: try log(), difference: recompute ? try measuredAgain() : nil,
      notRepeated: recompute ? drills.map(\.id) : [])
  }

  private func log() throws -> FinishedVerification.Log {
    do {
      let log = try DecisionFile(besideProject: file).log()
      if let loss = record.decisionLog.flatMap(log.loss) {
        return .broken("\(DecisionLog.fileName): \(loss).")
      }
      return .whole(entries: log.entries.count)
    } catch let error as DecisionLogError {
      return .broken(error.description)
    }
  }

  private func inputs() throws -> [String: Verification.Input] {
    let engine = try OpenData.standardEngine(opened)
    var inputs: [String: Verification.Input] = [:]
    for (role, set) in opened.project.data.sets {
      do throws(EngineError) {
        let source = try engine.source(set.source(from: opened.directory))
        let description = try engine.describe(source)
        var files: [FileFingerprint] = []
        for file in description.files { files.append(try FileFingerprint(of: file)) }
        inputs[role.rawValue] = .present(
          contentHash: FileFingerprint.combined(files),
          schemaHash: FileFingerprint.schemaHash(description.fields))
      } catch {
        inputs[role.rawValue] = .unreadable(error.description)
      }
    }
    for bound in BoundFile.allCases where bound.source(opened.project) != nil {
      inputs[bound.rawValue] = opened.input(of: bound)
    }
    return inputs
  }

  /// The checks of the record that sent something: looking again is no reason to send it again.
  private var drills: [CheckCard] {
    let ids = Set(record.aspects.flatMap(\.checks).map(\.id))
    return CheckRegistry.drills(opened.project).filter { ids.contains($0.id) }
  }

  /// The difference to a new assessment of the same aspects, as of the time of the old one.
  ///
  /// Ages of data and the days until which decisions hold are those of then.
  private func measuredAgain() throws -> AssessmentDifference {
    let only =
      record.aspects.count == 1 ? record.aspects.first.flatMap { AspectID(rawValue: $0.id) } : nil
    // Anybody may have written the record: a time at which none was made is not taken.
    let now = Date()
    let written = try? Date(record.time, strategy: .iso8601)
    let time =
      written.flatMap { (Date(timeIntervalSince1970: 0)...now).contains($0) ? $0 : nil } ?? now
    let assessment = try AssessmentRun(
      project: file, only: only, now: time,
      known: record.evidence(under: drills)
    ).finished().assessment
    return AssessmentDifference(from: record, to: try assessment.record(path))
  }
}

extension Assessment {
  /// The assessment as a file would keep it.
  ///
  /// - Parameter name: for errors.
  func record(_ name: String) throws -> AssessmentRecord {
    try AssessmentRecord(
      Data(AssessmentDocument(self).json.text(.compact).utf8), file: name.shownOnOneLine)
  }
}
