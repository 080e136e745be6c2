using Executor.Core.Exchange;
using Executor.GrainInterfaces;
using Microsoft.Extensions.Logging;

namespace Executor.Grains.Account;

/// <summary>
/// The way of one symbol's reports to its position, in order, one at a time. A position that does not keep up is told to look at the exchange instead:
/// a look shows what all the reports that it replaces would have told.
/// </summary>
/// <remarks>All of it runs on the scheduler of the grain that owns it.</remarks>
internal sealed class ReportQueue(string symbol, IPositionGrain position, TimeProvider clock, ILogger logger, CancellationToken stopping)
{
    /// <summary>Reports that wait at most; an order life has a handful.</summary>
    public const int Capacity = 1024;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly Queue<OrderReport> _reports = [];
    private bool _isLookOwed;
    private TimeSpan _pause = FirstPause;
    private Task _delivery = Task.CompletedTask;

    /// <summary>How often reports were replaced by a look.</summary>
    public long Overflows { get; private set; }

    /// <summary>Hands the report over after those that came before it; what the position waits for just now it learns at once.</summary>
    public void Add(OrderReport report)
    {
        position.NoticeOrderAsync(report).Ignore();
        if (_reports.Count == Capacity)
        {
            logger.ReportsReplaced(symbol, Capacity);
            Overflows++;
            _reports.Clear();
            _isLookOwed = true;
        }

        _reports.Enqueue(report);
        Begin();
    }

    /// <summary>Has the position look, once, before any report that comes later.</summary>
    public void Look()
    {
        _isLookOwed = true;
        Begin();
    }

    private void Begin()
    {
        if (_delivery.IsCompleted)
            _delivery = DeliverAsync();
    }

    private async Task DeliverAsync()
    {
        while (!stopping.IsCancellationRequested && (_isLookOwed || _reports.Count > 0))
        {
            try
            {
                await NextAsync();
                _pause = FirstPause;
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                // What the call came to is not known: the look puts it right.
                _isLookOwed = true;
                if (_pause == FirstPause)
                    logger.ReportNotTaken(exception, symbol);
                await Task.Delay(_pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private Task NextAsync()
    {
        if (!_isLookOwed)
            return position.OrderUpdatedAsync(_reports.Dequeue(), stopping);
        _isLookOwed = false;
        return position.LookAsync(stopping);
    }
}
