internal import ADBC
internal import Foundation

/// The counting threads of one scan.
///
/// Every worker owns some shards and takes all batches in order; a batch leaves the queue when the
/// slowest worker has taken it, and the pulling thread waits while the queue is full, so that
/// memory stays bounded however slow the counting is.
final class ScanCrew: @unchecked Sendable {
  // Sendable: all state is read and written with `condition` locked, except
  // `places[worker].shards`, which its own thread alone touches between `begin` and the moment it
  // counts itself out under the lock.

  /// Batches that may wait: enough that a hiccup on one side does not stop the other.
  private static let capacity = 4

  private let condition = NSCondition()
  private var queue: [(batch: ArrowBatch, firstRow: Int)] = []
  private var removed = 0
  private var taken: [Int]
  private var isClosed = false
  private var isAbandoned = false
  private var running = 0
  private var workers: [[Assignment]]
  private let foldCount: Int

  private struct Assignment {
    let fold: Int
    let shard: Int
    var state: any Fold
  }

  /// - Parameter shards: the shards of each fold.
  init(shards: [[any Fold]], workers count: Int) {
    foldCount = shards.count
    var assigned = [[Assignment]](repeating: [], count: count)
    for (fold, shards) in shards.enumerated() {
      // Shards of a fold are cut evenly, so each goes to the worker with the fewest parts so far.
      for (number, shard) in shards.enumerated() {
        let fewest = assigned.indices.min { assigned[$0].count < assigned[$1].count } ?? 0
        assigned[fewest].append(Assignment(fold: fold, shard: number, state: shard))
      }
    }
    workers = assigned.filter { !$0.isEmpty }
    taken = [Int](repeating: 0, count: workers.count)
  }

  /// Starts the threads.
  func begin() {
    running = workers.count
    for worker in workers.indices {
      let thread = Thread { self.work(worker) }
      thread.name = "scan \(worker)"
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  /// Hands over a batch; waits while the queue is full.
  func put(_ batch: ArrowBatch, firstRow: Int) {
    guard !workers.isEmpty else { return }
    condition.lock()
    defer { condition.unlock() }
    while queue.count >= Self.capacity { condition.wait() }
    queue.append((batch, firstRow))
    condition.broadcast()
  }

  /// Tells the workers to stop without a result and waits for them.
  func abandon() {
    condition.lock()
    isAbandoned = true
    condition.broadcast()
    while running > 0 { condition.wait() }
    queue.removeAll()
    condition.unlock()
  }

  /// Waits for the workers and puts the results together, one a fold.
  func finish() -> [any Sendable] {
    condition.lock()
    isClosed = true
    condition.broadcast()
    while running > 0 { condition.wait() }
    condition.unlock()
    var parts = [[(shard: Int, state: any Fold)]](repeating: [], count: foldCount)
    for worker in workers {
      for part in worker { parts[part.fold].append((part.shard, part.state)) }
    }
    workers = []
    return parts.compactMap { shards in
      let ordered = shards.sorted { $0.shard < $1.shard }
      guard var whole = ordered.first?.state else { return nil }
      for shard in ordered.dropFirst() { whole.joinErased(shard.state) }
      return whole.erasedResult()
    }
  }

  private func work(_ worker: Int) {
    condition.lock()
    var assignments = workers[worker]
    workers[worker] = []
    while let (batch, firstRow) = nextLocked(worker) {
      condition.unlock()
      for index in assignments.indices {
        assignments[index].state.update(batch, firstRow: firstRow)
      }
      condition.lock()
    }
    workers[worker] = assignments
    running -= 1
    condition.broadcast()
    condition.unlock()
  }

  /// The worker's next batch, nil when there will be none; called with the lock held.
  private func nextLocked(_ worker: Int) -> (ArrowBatch, Int)? {
    while taken[worker] == removed + queue.count {
      if isClosed || isAbandoned { return nil }
      condition.wait()
    }
    if isAbandoned { return nil }
    let next = queue[taken[worker] - removed]
    taken[worker] += 1
    let slowest = taken.min() ?? 0
    if slowest > removed {
      queue.removeFirst(slowest - removed)
      removed = slowest
      condition.broadcast()
    }
    return (next.batch, next.firstRow)
  }
}
