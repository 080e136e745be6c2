namespace Executor.FaultExplorer.Safety;

/// <summary>How long, by cause, less than what is held was under live stops; true time on the exchange's books.</summary>
internal sealed class CoverageMeter
{
    private DateTimeOffset? _since;
    private string _cause = "";

    /// <summary>Longest window and how many, by cause.</summary>
    public Dictionary<string, (TimeSpan Longest, int Count)> Windows { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes in whether something is uncovered now and what explains it.</summary>
    public void See(DateTimeOffset now, bool isUncovered, string cause)
    {
        if (_since is { } since && (!isUncovered || cause != _cause))
        {
            var length = now - since;
            if (length > TimeSpan.Zero)
            {
                var (longest, count) = Windows.GetValueOrDefault(_cause);
                Windows[_cause] = (length > longest ? length : longest, count + 1);
            }

            _since = null;
        }

        if (isUncovered && _since is null)
        {
            (_since, _cause) = (now, cause);
        }
    }
}
