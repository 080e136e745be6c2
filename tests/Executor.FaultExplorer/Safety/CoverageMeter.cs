namespace Executor.FaultExplorer.Safety;

/// <summary>What was at work while something was uncovered.</summary>
internal enum WindowClass
{
    /// <summary>Nothing had gone wrong in this life.</summary>
    Ordinary,

    /// <summary>Something had gone wrong, and we could act.</summary>
    Faulted,

    /// <summary>The process was down for some of the time.</summary>
    ProcessDown,

    /// <summary>For some of the time the exchange took nothing, or nothing could be seen or stored.</summary>
    Outage,
}

/// <summary>How long less than what is held was under live stops, from the first moment to the last; true time on the exchange's books.</summary>
internal sealed class CoverageMeter
{
    public const string Unknown = "not yet known to us";

    private DateTimeOffset? _since;
    private string _cause = Unknown;
    private WindowClass _class;

    /// <summary>Longest window and how many, by the cause that the journal named and by what was at work.</summary>
    public Dictionary<(string Cause, WindowClass Class), (TimeSpan Longest, int Count)> Windows { get; } = [];

    /// <summary>Takes in whether something is uncovered now, the cause in the journal, and what is at work.</summary>
    public void See(DateTimeOffset now, bool isUncovered, string? cause, WindowClass atWork)
    {
        if (isUncovered)
        {
            _since ??= now;
            _cause = cause ?? _cause;
            _class = atWork > _class ? atWork : _class;
        }
        else if (_since is { } since)
        {
            var length = now - since;
            if (length > TimeSpan.Zero)
            {
                var (longest, count) = Windows.GetValueOrDefault((_cause, _class));
                Windows[(_cause, _class)] = (length > longest ? length : longest, count + 1);
            }

            (_since, _cause, _class) = (null, Unknown, WindowClass.Ordinary);
        }
    }
}
