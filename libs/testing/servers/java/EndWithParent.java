import java.io.IOException;
import java.util.Arrays;

/**
 * Runs the main class that the first argument names with the other arguments, and ends with the process that started this one: that
 * process holds the other end of the standard input, which closes however it ends.
 */
public final class EndWithParent {
  public static void main(String[] args) throws Throwable {
    Thread watch = new Thread(EndWithParent::haltAtEndOfInput, "end-with-parent");
    watch.setDaemon(true);
    watch.start();
    Class<?> main = Class.forName(args[0]);
    main.getMethod("main", String[].class).invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
  }

  private static void haltAtEndOfInput() {
    try {
      while (System.in.read() != -1) {}
    } catch (IOException closed) {
      // A broken pipe is an end as well.
    }
    Runtime.getRuntime().halt(1);
  }
}
