using Executor.Silo.Journal;

namespace Executor.Silo.Tests.Journal;

public sealed class RollingFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Log => _folder.File("executor.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Append_WhenTheFileIsFull_BeginsAnotherAndKeepsTheOld()
    {
        using (var file = new RollingFile(Log, maxLines: 2))
        {
            foreach (var line in new[] { "1\n", "2\n", "3\n", "4\n", "5\n" })
                file.Append(System.Text.Encoding.UTF8.GetBytes(line));
        }

        Assert.Equal("5\n", File.ReadAllText(Log));
        Assert.Equal("3\n4\n", File.ReadAllText(Log + ".1"));
        Assert.Equal("1\n2\n", File.ReadAllText(Log + ".2"));
    }

    [Fact]
    public void Append_WhenOpenedAgain_CountsTheLinesThatAreThere()
    {
        File.WriteAllText(Log, "1\n2\n");
        using (var file = new RollingFile(Log, maxLines: 2))
            file.Append("3\n"u8);

        Assert.Equal("3\n", File.ReadAllText(Log));
        Assert.Equal("1\n2\n", File.ReadAllText(Log + ".1"));
    }

    [Fact]
    public void Append_WhenTheLastProcessDiedInsideALine_BeginsOnALineOfItsOwn()
    {
        File.WriteAllText(Log, "1\n{\"ts\":\"2025");
        using (var file = new RollingFile(Log, maxLines: 10))
            file.Append("2\n"u8);

        Assert.Equal("1\n{\"ts\":\"2025\n2\n", File.ReadAllText(Log));
    }

    [Fact]
    public void Append_WhenTheFileCannotBeMovedAside_GoesOnInItAndTouchesNoOlderOne()
    {
        for (var number = 1; number <= RollingFile.KeptFiles; number++)
            File.WriteAllText($"{Log}.{number}", $"old {number}\n");
        Directory.CreateDirectory(Log + ".rolling"); // in the way
        using (var file = new RollingFile(Log, maxLines: 1))
        {
            foreach (var line in new[] { "1\n", "2\n", "3\n" })
                file.Append(System.Text.Encoding.UTF8.GetBytes(line));
            Assert.Equal("old 9\n", File.ReadAllText(Log + ".9"));
            Directory.Delete(Log + ".rolling");
            file.Append("4\n"u8);
        }

        Assert.Equal("4\n", File.ReadAllText(Log));
        Assert.Equal("1\n2\n3\n", File.ReadAllText(Log + ".1"));
        Assert.Equal("old 8\n", File.ReadAllText(Log + ".9"));
    }

    [Fact]
    public void Append_WhenAnOlderFileCannotBeMoved_LosesNothingHoweverOftenItIsTried()
    {
        File.WriteAllText(Log + ".1", "old\n");
        Directory.CreateDirectory(Log + ".2"); // in the way
        using (var file = new RollingFile(Log, maxLines: 1))
        {
            foreach (var line in new[] { "1\n", "2\n", "3\n" })
                file.Append(System.Text.Encoding.UTF8.GetBytes(line));
            Directory.Delete(Log + ".2");
            file.Append("4\n"u8);
        }

        Assert.Equal("4\n", File.ReadAllText(Log));
        Assert.Equal("2\n3\n", File.ReadAllText(Log + ".1"));
        Assert.Equal("1\n", File.ReadAllText(Log + ".2"));
        Assert.Equal("old\n", File.ReadAllText(Log + ".3"));
    }

    [Fact]
    public void NewestOf_WhenTheFileHasJustBeenRolled_NamesTheOneWithTheNewestLines()
    {
        using (var file = new RollingFile(Log, maxLines: 1))
        {
            file.Append("1\n"u8);
            file.Append("2\n"u8);
        }

        Assert.Equal(["1\n", "2\n"], RollingFile.NewestOf(Log).Where(File.Exists).Select(File.ReadAllText));
    }

    [Fact]
    public void Append_WhenManyFilesHaveBeenFilled_DropsTheOldest()
    {
        using (var file = new RollingFile(Log, maxLines: 1))
        {
            for (var number = 0; number < 20; number++)
                file.Append(System.Text.Encoding.UTF8.GetBytes($"{number}\n"));
        }

        Assert.Equal(RollingFile.KeptFiles + 1, Directory.GetFiles(_folder.Path).Length);
        Assert.Equal("10\n", File.ReadAllText(Log + ".9"));
    }
}
