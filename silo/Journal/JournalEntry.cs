using Executor.Core.Journal;

namespace Executor.Silo.Journal;

/// <summary>One journal event and the symbol it belongs to.</summary>
internal readonly record struct JournalEntry(string Symbol, JournalEvent Event);
